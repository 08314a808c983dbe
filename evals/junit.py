"""An evaluation as JUnit XML, one test case an article, for CI systems that show tests."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from evals.results import ErrorLine, Results
from evals.show import many
from evals.summary import core_wrong, describe

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 allows in no way, not even escaped."""


def junit(results: Results) -> bytes:
    """A test suite: an article passes when every required label is right at core and nothing false stands."""
    suite = ET.Element("testsuite", name=_legal(results.set_name))
    for article, outcome in results.outcomes.items():
        case = ET.SubElement(suite, "testcase", classname=_legal(results.set_name), name=_legal(article))
        wrong = [describe(error) for error in results.errors if error.article_id == article and _counts(results, error)]
        if outcome.failed:
            ET.SubElement(case, "error", message=_legal(outcome.failed)).text = _legal("\n".join(wrong))
        elif wrong:
            ET.SubElement(case, "failure", message=many(len(wrong), "record") + " wrong").text = _legal("\n".join(wrong))
    for name, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(name, str(len(suite.findall(tag))))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _counts(results: Results, error: ErrorLine) -> bool:
    """Whether this error makes an article fail: a required label not right at core, or a false record."""
    if error.type == "field":
        return core_wrong(results, error) and not (error.gold or {}).get("optional")
    return error.type in ("missed", "spurious", "duplicate")


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
