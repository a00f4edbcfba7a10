"""Schemas: forms as data, read from YAML, checked, and made ready for use."""

from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.finding import Finding
from extractor.schema.lint import lint
from extractor.schema.load import check_schema, json_schema, load_schema, schema_by_id, shipped_schemas
from extractor.schema.model import Column, Label, Row, Rule, SchemaFile, Table
from extractor.schema.rules import expand, expand_across

__all__ = [
    "Column",
    "Finding",
    "Label",
    "Row",
    "Rule",
    "RuleInstance",
    "Schema",
    "SchemaFile",
    "Table",
    "check_schema",
    "expand",
    "expand_across",
    "json_schema",
    "lint",
    "load_schema",
    "schema_by_id",
    "shipped_schemas",
]
