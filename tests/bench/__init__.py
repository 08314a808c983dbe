"""What extracting costs beside the model: scripts to run by hand, each with a loopback server in a process of its own. No test runs them."""
