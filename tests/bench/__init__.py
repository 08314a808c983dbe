"""What the product costs: scripts that measure, no tests. Nothing here asserts a time."""
