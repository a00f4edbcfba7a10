"""What needs several documents: rules over two years, versions of one report, copied text."""
