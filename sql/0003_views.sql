-- The views that users and other programs rely on. Each shows the current import of each document only (v_run: all runs).

-- Every cell of every row, unfolded, of superseded imports too. An inner view: v_cell and v_measure are made of it.
CREATE VIEW saring.cell AS
SELECT r.document_id,
       r.table_no,
       r.row_no,
       r.page_no,
       r.line_no AS row_line_no,
       r.kind,
       r.level,
       r.code,
       r.indicator,
       r.context_row,
       r.parent,
       r.tujuan,
       r.sasaran,
       r.program,
       r.kegiatan,
       r.sub_kegiatan,
       r.responsible,
       r.location,
       r.funding_source,
       r.activity,
       r.more_column,
       r.more_value,
       r.more_unit,
       c.column_no::integer AS column_no,
       r.line_no + coalesce(c.line_skip, 0) AS line_no,
       coalesce(c.raw, '') AS raw,
       CASE WHEN c.text <> '' THEN substr(c.text, 2)
            ELSE btrim(coalesce(c.raw, ''), E' \t\n\x0b\f\r') END AS text,
       c.value,
       nullif(c.unit, '') AS unit,
       CASE upper(c.status)
           WHEN 'O' THEN 'ok' WHEN 'E' THEN 'empty' WHEN 'T' THEN 'text' WHEN 'N' THEN 'nil' WHEN 'R' THEN 'repaired'
           WHEN 'I' THEN 'inferred' WHEN 'A' THEN 'ambiguous' WHEN 'U' THEN 'unreadable'
       END AS status,
       c.status COLLATE "C" >= 'a' AS verified,
       c.status AS status_code,
       c.rule AS rule_code
FROM saring.row_ r
CROSS JOIN LATERAL ROWS FROM (
    string_to_table(r.status, NULL), -- one character a cell: this one says how many cells there are
    string_to_table(r.raw, coalesce(r.separator, E'\x1f')),
    string_to_table(r.text, coalesce(r.separator, E'\x1f')),
    unnest(r.value),
    string_to_table(r.unit, coalesce(r.separator, E'\x1f')),
    string_to_table(r.rule, NULL),
    unnest(r.line_skip)
) WITH ORDINALITY AS c (status, raw, text, value, unit, rule, line_skip, column_no);

CREATE VIEW saring.v_document AS
SELECT document_id, name, path, archive, encode(sha256, 'hex') AS sha256, format, encoding, bytes, title, kind, agency,
       region, fiscal_year, revision, status, tables, rows, findings, checks_passed, checks_failed, run_id, imported_at,
       engine, quarter, cells, measures, total_bytes, cell_bytes, prose_bytes, caption_bytes, markup_bytes, dropped_bytes
FROM saring.document
WHERE superseded_at IS NULL;

CREATE VIEW saring.v_table AS
SELECT t.document_id, d.name AS document, t.table_no, t.title, t.page_first, t.page_last, t.line_first, t.line_last,
       t.rows, t.columns, t.year, t.quarter, t.revision
FROM saring.table_ t
JOIN saring.document d ON d.document_id = t.document_id
WHERE d.superseded_at IS NULL;

CREATE VIEW saring.v_column AS
SELECT k.document_id, d.name AS document, k.table_no, k.column_no, k.label, k.formula, k.header, k.role, k.measure,
       k.aspect, k.year, k.quarter, k.unit
FROM saring.column_ k
JOIN saring.document d ON d.document_id = k.document_id
WHERE d.superseded_at IS NULL;

CREATE VIEW saring.v_cell AS
SELECT c.document_id,
       d.name AS document,
       c.table_no,
       t.title AS table_title,
       c.page_no,
       c.line_no,
       c.row_no,
       CASE c.kind
           WHEN 'D' THEN 'detail' WHEN 'S' THEN 'subtotal' WHEN 'T' THEN 'total' WHEN 'N' THEN 'note'
           WHEN 'H' THEN 'header' WHEN '#' THEN 'number' WHEN 'R' THEN 'rule' WHEN 'B' THEN 'blank'
       END AS row_kind,
       c.column_no,
       k.label AS column_label,
       k.header AS column_header,
       c.raw,
       c.text,
       c.value,
       c.unit,
       c.status,
       c.verified,
       nullif(u.name, '') AS rule
FROM saring.document d
JOIN saring.table_ t ON t.document_id = d.document_id
JOIN saring.cell c ON c.document_id = t.document_id AND c.table_no = t.table_no
LEFT JOIN saring.column_ k
       ON k.document_id = c.document_id AND k.table_no = c.table_no AND k.column_no = c.column_no
LEFT JOIN saring.rule u ON u.code = c.rule_code
WHERE d.superseded_at IS NULL;

-- The same rows as sr_row_next_measure of the program gives, with the same rules for year, quarter and revision.
CREATE VIEW saring.v_measure AS
SELECT c.document_id,
       d.name AS document,
       d.archive,
       d.region,
       d.agency,
       d.kind,
       d.fiscal_year,
       c.table_no,
       t.title AS table_title,
       c.row_no,
       c.row_line_no AS line_no,
       c.column_no,
       CASE c.kind WHEN 'D' THEN 'detail' WHEN 'S' THEN 'subtotal' WHEN 'T' THEN 'total' END AS row_kind,
       CASE c.level
           WHEN 'U' THEN 'urusan' WHEN 'B' THEN 'bidang' WHEN 'P' THEN 'program' WHEN 'K' THEN 'kegiatan'
           WHEN 'S' THEN 'sub_kegiatan'
       END AS level,
       c.code,
       coalesce(c.tujuan, x.tujuan) AS tujuan,
       coalesce(c.sasaran, x.sasaran) AS sasaran,
       coalesce(c.program, x.program) AS program,
       coalesce(c.kegiatan, x.kegiatan) AS kegiatan,
       coalesce(c.sub_kegiatan, x.sub_kegiatan) AS sub_kegiatan,
       coalesce(c.activity, x.activity, c.sub_kegiatan, x.sub_kegiatan, c.kegiatan, x.kegiatan, c.program, x.program)
           AS activity,
       c.indicator,
       coalesce(c.responsible, x.responsible) AS responsible,
       coalesce(c.location, x.location) AS location,
       coalesce(c.funding_source, x.funding_source) AS funding_source,
       k.measure,
       k.aspect,
       coalesce(k.year, t.year, d.fiscal_year) AS year,
       -- A table's quarter is when it was reported: it dates what was realized, not the year's target.
       coalesce(k.quarter, CASE WHEN k.measure IN ('realization', 'achievement') THEN t.quarter END) AS quarter,
       coalesce(k.revision, t.revision, d.revision) AS revision,
       q.value,
       q.unit,
       CASE WHEN c.rule_code = 'L' THEN c.text END AS grade,
       c.raw,
       c.status,
       c.verified
FROM saring.document d
JOIN saring.table_ t ON t.document_id = d.document_id
JOIN saring.cell c ON c.document_id = t.document_id AND c.table_no = t.table_no
JOIN saring.column_ k ON k.document_id = c.document_id AND k.table_no = c.table_no AND k.column_no = c.column_no
LEFT JOIN saring.row_ x ON x.document_id = c.document_id AND x.table_no = c.table_no AND x.row_no = c.context_row
CROSS JOIN LATERAL (
    SELECT c.value, coalesce(c.unit, CASE WHEN c.value IS NOT NULL THEN k.unit END) AS unit
    UNION ALL
    SELECT m.value, m.unit
    FROM unnest(c.more_column, c.more_value, c.more_unit) AS m (column_no, value, unit)
    WHERE c.more_column IS NOT NULL AND m.column_no = c.column_no
) q
WHERE d.superseded_at IS NULL
  AND c.kind IN ('D', 'S', 'T')
  AND k.measure IS NOT NULL
  AND (c.value IS NOT NULL OR c.status_code IN ('U', 'u') OR c.rule_code = 'L');

CREATE VIEW saring.v_finding AS
SELECT f.finding_id,
       f.document_id,
       d.name AS document,
       f.table_no,
       f.row_no,
       f.column_no,
       f.line_no,
       f.code,
       g.name,
       f.severity,
       f.message,
       f.raw,
       f.value,
       f.suggestion,
       f.evidence,
       f.fingerprint,
       'open'::text AS state,
       NULL::text AS reviewer,
       NULL::timestamptz AS reviewed_at,
       NULL::text AS note
FROM saring.finding f
JOIN saring.document d ON d.document_id = f.document_id
LEFT JOIN saring.catalogue g ON g.code = f.code
WHERE d.superseded_at IS NULL;

CREATE VIEW saring.v_check AS
SELECT h.document_id, d.name AS document, h.table_no, h.row_no, h.column_no, h.kind, h.expression, h.expected, h.actual,
       h.difference, h.tolerance, h.passed, h.origin, h.operator, h.members, h.diagnosis
FROM saring.check_ h
JOIN saring.document d ON d.document_id = h.document_id
WHERE d.superseded_at IS NULL;

CREATE VIEW saring.v_run AS
SELECT run_id, started_at, finished_at, host, version, arguments, documents_seen, loaded, unchanged, refused, rows,
       findings, bytes, seconds, outcome
FROM saring.run;

-- What is loaded, for `saring db status`. Runs with its owner's rights, so that saring_reader may ask too.
CREATE FUNCTION saring.status() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH d AS MATERIALIZED (SELECT * FROM saring.document WHERE superseded_at IS NULL),
    severities AS (
        SELECT f.severity, count(*) AS n
        FROM saring.finding f JOIN d USING (document_id) GROUP BY f.severity),
    groups AS (
        SELECT grouping(archive) = 0 AS is_archive, archive, kind,
               count(*) FILTER (WHERE status = 'loaded') AS loaded, count(*) FILTER (WHERE status = 'refused') AS refused,
               sum(tables) AS tables, sum(rows) AS rows, sum(cells) AS cells, sum(measures) AS measures,
               sum(findings) AS findings
        FROM d GROUP BY GROUPING SETS ((archive), (kind)))
    SELECT jsonb_build_object(
        'documents', jsonb_build_object(
            'loaded', (SELECT count(*) FROM d WHERE status = 'loaded'),
            'refused', (SELECT count(*) FROM d WHERE status = 'refused'),
            'superseded', (SELECT count(*) FROM saring.document WHERE superseded_at IS NOT NULL)),
        'totals', (SELECT jsonb_build_object(
            'tables', coalesce(sum(tables), 0), 'rows', coalesce(sum(rows), 0), 'cells', coalesce(sum(cells), 0),
            'measures', coalesce(sum(measures), 0), 'bytes', coalesce(sum(bytes), 0),
            'checks_passed', coalesce(sum(checks_passed), 0), 'checks_failed', coalesce(sum(checks_failed), 0)) FROM d),
        'findings', (SELECT jsonb_build_object(
            'error', coalesce(sum(n) FILTER (WHERE severity = 'error'), 0),
            'warning', coalesce(sum(n) FILTER (WHERE severity = 'warning'), 0),
            'info', coalesce(sum(n) FILTER (WHERE severity = 'info'), 0)) FROM severities),
        'accounting', (SELECT jsonb_build_object(
            'total_bytes', coalesce(sum(total_bytes), 0), 'cell_bytes', coalesce(sum(cell_bytes), 0),
            'prose_bytes', coalesce(sum(prose_bytes), 0), 'caption_bytes', coalesce(sum(caption_bytes), 0),
            'markup_bytes', coalesce(sum(markup_bytes), 0), 'dropped_bytes', coalesce(sum(dropped_bytes), 0),
            'adds_up', coalesce(sum(total_bytes - cell_bytes - prose_bytes - caption_bytes - markup_bytes
                                    - dropped_bytes), 0) = 0) FROM d),
        'archives', (SELECT coalesce(jsonb_agg(to_jsonb(g) - 'is_archive' - 'kind' ORDER BY archive), '[]')
                     FROM groups g WHERE is_archive),
        'kinds', (SELECT coalesce(jsonb_agg(to_jsonb(g) - 'is_archive' - 'archive' ORDER BY kind), '[]')
                  FROM groups g WHERE NOT is_archive),
        'last_run', (SELECT to_jsonb(r) FROM saring.run r ORDER BY run_id DESC LIMIT 1),
        'stored_bytes', (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c
                         WHERE c.relnamespace = 'saring'::regnamespace AND c.relkind = 'r'))
$$;
COMMENT ON FUNCTION saring.status IS 'What is loaded, as `saring db status --json` shows it.';

INSERT INTO saring.migration (version, name) VALUES (3, 'views');
