"""Problems, measures and commitments of a report, each with the words of the report that state it."""
