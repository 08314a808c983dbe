"""How fast it is: `make bench`. Each scenario runs the real command against a loopback server in its own process. Nothing here fails on a time."""
