"""What the measurements of the path share; the tests of the path use it too."""
