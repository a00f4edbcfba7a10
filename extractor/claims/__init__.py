"""Numbers that the prose states, tied to the cells they repeat and to each other."""
