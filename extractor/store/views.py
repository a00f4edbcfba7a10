"""The views of a store: what a person wants to see when any SQLite browser opens the file."""

_REPORTS = """
CREATE VIEW reports AS                  -- one row a report and file; files replaced by newer content are left out
SELECT
  documents.name AS document, records.part, COALESCE(abouts.agency, records.agency) AS agency,
  COALESCE(records.year, roster.year) AS year, records.agency AS agency_in_text, roster.region, roster.level,
  roster.url, forms.schema AS form, records.outcome, records.verdict, verdicts.zh AS verdict_zh,
  records.needs_person, records.reasons,
  (SELECT count(*) FROM confrontations WHERE record = records.id AND verdict = 'fail') AS failed_rules,
  (SELECT count(*) FROM decisions
    WHERE record = records.record AND superseded_by IS NULL AND undone_at IS NULL) AS decisions,
  documents.path, records.record, records.id AS record_id, documents.id AS document_id
FROM records
JOIN documents ON documents.text = records.text AND NOT documents.superseded
LEFT JOIN abouts ON abouts.record = records.id AND abouts.document = documents.id
LEFT JOIN roster ON roster.id = abouts.roster
LEFT JOIN forms ON forms.id = records.form
LEFT JOIN words AS verdicts ON verdicts.kind = 'verdict' AND verdicts.value = records.verdict"""

_READINGS = """
CREATE VIEW readings AS                 -- one row a slot of each report, with its labels
SELECT
  reports.document, reports.part, reports.agency, reports.year, reports.form, cells.slot,
  cells.table_zh, cells.row_zh, cells.column_zh, cells.table_en, cells.row_en, cells.column_en,
  slots.value, cells.unit, slots.state, states.zh AS state_zh, slots.status, statuses.zh AS status_zh,
  slots.text AS printed, slots.line, slots.candidates, reports.record
FROM slots
JOIN reports ON reports.record_id = slots.record
JOIN cells ON cells.id = slots.cell
LEFT JOIN words AS states ON states.kind = 'state' AND states.value = slots.state
LEFT JOIN words AS statuses ON statuses.kind = 'status' AND statuses.value = slots.status"""

_FAILED_RULES = """
CREATE VIEW failed_rules AS             -- the sums that do not add up, and whose mistake it is
SELECT
  reports.document, reports.part, reports.agency, reports.year, reports.form, rules.name AS rule, rules.message,
  rules.message_en, rules.strength, confrontations.gap, confrontations.attribution, attributions.zh AS attribution_zh,
  confrontations.explanations, rules.slots, reports.record
FROM confrontations
JOIN reports ON reports.record_id = confrontations.record
JOIN rules ON rules.id = confrontations.rule
LEFT JOIN words AS attributions
  ON attributions.kind = 'verdict' AND attributions.value = confrontations.attribution
WHERE confrontations.verdict = 'fail'"""

_UNSURE_CELLS = """
CREATE VIEW unsure_cells AS             -- the slots a person should look at
SELECT * FROM readings
WHERE status NOT IN ('verified', 'grounded') AND NOT (status = 'inferred' AND state = 'zero')"""

_GAPS = """
CREATE VIEW roster_gaps AS              -- lines of the user's list that no report answers to
SELECT line, path, agency, region, level, year, url FROM roster
WHERE id NOT IN (SELECT roster FROM abouts WHERE roster IS NOT NULL)"""

_UNMATCHED = """
CREATE VIEW unmatched_reports AS        -- reports that no line of the user's list speaks of
SELECT reports.document, reports.part, reports.agency_in_text, reports.year, reports.outcome, reports.record
FROM reports LEFT JOIN abouts ON abouts.record = reports.record_id AND abouts.document = reports.document_id
WHERE abouts.roster IS NULL AND EXISTS (SELECT 1 FROM roster)"""

_CONFLICTS = """
CREATE VIEW roster_conflicts AS         -- reports whose text says another year or agency than the user's list
SELECT
  reports.document, reports.part, roster.line, roster.year AS year_in_list, records.year AS year_in_text,
  roster.agency AS agency_in_list, records.agency AS agency_in_text, reports.record
FROM reports
JOIN records ON records.id = reports.record_id
JOIN abouts ON abouts.record = reports.record_id AND abouts.document = reports.document_id
JOIN roster ON roster.id = abouts.roster
WHERE roster.year <> records.year OR abouts.agrees = 0"""

_DUPLICATES = """
CREATE VIEW duplicate_reports AS        -- more than one report of one agency for one year
SELECT reports.agency, reports.year, reports.document, reports.part, reports.verdict, reports.record
FROM reports
JOIN (
  SELECT agency, year FROM reports WHERE agency IS NOT NULL AND year IS NOT NULL
  GROUP BY agency, year HAVING count(DISTINCT record) > 1
) AS twice ON twice.agency = reports.agency AND twice.year = reports.year
ORDER BY reports.agency, reports.year, reports.document, reports.part"""

_IDENTICAL = """
CREATE VIEW identical_documents AS      -- files that hold the very same bytes
SELECT texts.sha256, documents.name AS document, documents.path
FROM documents JOIN texts ON texts.id = documents.text
WHERE NOT documents.superseded AND documents.text IN (
  SELECT text FROM documents WHERE NOT superseded GROUP BY text HAVING count(*) > 1
)
ORDER BY texts.sha256, documents.name"""

_FINDINGS = """
CREATE VIEW problems_and_measures AS    -- what the reports say is amiss and what they mean to do about it
SELECT
  reports.document, reports.part, reports.agency, reports.year, reports.form, findings.id, findings.kind, (
    SELECT json_extract(term.value, '$.label.zh') FROM json_each(forms.body, '$.finding_kinds') AS term
    WHERE json_extract(term.value, '$.id') = findings.kind
  ) AS kind_zh,
  findings.theme, (
    SELECT json_extract(term.value, '$.label.zh') FROM json_each(forms.body, '$.themes') AS term
    WHERE json_extract(term.value, '$.id') = findings.theme
  ) AS theme_zh,
  findings.gist, findings.quote, findings.line, findings.addresses,
  json_extract(findings.commitment, '$.deadline') AS deadline, json_extract(findings.commitment, '$.unit') AS unit,
  json_extract(findings.commitment, '$.target') AS target, reports.record
FROM findings
JOIN reports ON reports.record_id = findings.record
JOIN records ON records.id = findings.record
LEFT JOIN forms ON forms.id = records.form"""

_CLAIMS = """
CREATE VIEW numbers_in_prose AS         -- what the prose counts, and the cells it repeats
SELECT
  reports.document, reports.part, reports.agency, reports.year, reports.form, claims.id, claims.value, claims.unit,
  claims.text AS clause, claims.terms, claims.reading, claims.agrees, claims.line, reports.record
FROM claims
JOIN reports ON reports.record_id = claims.record"""

_DEFECTS = """
CREATE VIEW defects_of_reports AS       -- where reports are not as they should be, outside the sums of their tables
SELECT
  reports.document, reports.part, reports.agency, reports.year, reports.form, defects.kind, kinds.zh AS kind_zh,
  defects.severity, severities.zh AS severity_zh, defects.detail, defects.line, defects.slots, reports.record
FROM defects
JOIN reports ON reports.record_id = defects.record
LEFT JOIN words AS kinds ON kinds.kind = 'defect' AND kinds.value = defects.kind
LEFT JOIN words AS severities ON severities.kind = 'severity' AND severities.value = defects.severity"""

COMPARISONS = ("roster_gaps", "unmatched_reports", "roster_conflicts", "duplicate_reports", "identical_documents")
"""The views that compare reports with the user's list and with each other."""

VIEWS: tuple[str, ...] = (
    _REPORTS,
    _READINGS,
    _FAILED_RULES,
    _UNSURE_CELLS,
    _GAPS,
    _UNMATCHED,
    _CONFLICTS,
    _DUPLICATES,
    _IDENTICAL,
)
"""Statements that make those of the first version, each after those it builds on."""

FINDINGS_VIEWS: tuple[str, ...] = (_FINDINGS,)

CLAIMS_VIEWS: tuple[str, ...] = (_CLAIMS, _DEFECTS)
