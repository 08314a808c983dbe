"""What must not break a run: killed processes, bad answers, full disks, torn files. Scripts with more repetitions than a test can afford stand beside."""
