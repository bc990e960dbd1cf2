-- Tables that have a year in each row ("nama_kabupaten_kota, jumlah_penduduk, tahun"): a measure is of the year of its column, else of
-- that of its row.
ALTER TABLE saring.row_ ADD COLUMN year integer;
COMMENT ON COLUMN saring.row_.year IS 'of its measures whose column names none, where the rows of a table say it';

CREATE OR REPLACE VIEW saring.cell AS
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
       c.rule AS rule_code,
       coalesce(c.hidden = 'h', false) AS hidden,
       nullif(c.held, '') AS held,
       nullif(c.formula, '') AS formula,
       c.sheet_column,
       r.indicators,
       r.year AS row_year
FROM saring.row_ r
CROSS JOIN LATERAL ROWS FROM (
    string_to_table(r.status, NULL), -- one character a cell: this one says how many cells there are
    string_to_table(r.raw, coalesce(r.separator, E'\x1f')),
    string_to_table(r.text, coalesce(r.separator, E'\x1f')),
    unnest(r.value),
    string_to_table(r.unit, coalesce(r.separator, E'\x1f')),
    string_to_table(r.rule, NULL),
    unnest(r.line_skip),
    string_to_table(r.hidden, NULL),
    string_to_table(r.held, coalesce(r.separator, E'\x1f')),
    string_to_table(r.formula, coalesce(r.separator, E'\x1f')),
    unnest(r.sheet_column)
) WITH ORDINALITY AS c (status, raw, text, value, unit, rule, line_skip, hidden, held, formula, sheet_column, column_no);

CREATE OR REPLACE VIEW saring.v_measure AS
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
       CASE CASE WHEN k.of_goal THEN NULL ELSE c.level END
           WHEN 'U' THEN 'urusan' WHEN 'B' THEN 'bidang' WHEN 'P' THEN 'program' WHEN 'K' THEN 'kegiatan'
           WHEN 'S' THEN 'sub_kegiatan'
       END AS level,
       CASE WHEN k.of_goal THEN NULL ELSE c.code END AS code,
       coalesce(c.tujuan, x.tujuan) AS tujuan,
       coalesce(c.sasaran, x.sasaran) AS sasaran,
       CASE WHEN k.of_goal THEN NULL ELSE coalesce(c.program, x.program) END AS program,
       CASE WHEN k.of_goal THEN NULL ELSE coalesce(c.kegiatan, x.kegiatan) END AS kegiatan,
       CASE WHEN k.of_goal THEN NULL ELSE coalesce(c.sub_kegiatan, x.sub_kegiatan) END AS sub_kegiatan,
       CASE WHEN k.of_goal THEN NULL
            ELSE coalesce(c.activity, x.activity, c.sub_kegiatan, x.sub_kegiatan, c.kegiatan, x.kegiatan, c.program, x.program)
       END AS activity,
       coalesce(c.indicators[k.subject],
                CASE WHEN NOT coalesce(k.of_goal, false) OR c.indicators IS NULL THEN c.indicator END) AS indicator,
       CASE WHEN k.of_goal THEN NULL ELSE coalesce(c.responsible, x.responsible) END AS responsible,
       CASE WHEN k.of_goal THEN NULL ELSE coalesce(c.location, x.location) END AS location,
       CASE WHEN k.of_goal THEN NULL ELSE coalesce(c.funding_source, x.funding_source) END AS funding_source,
       k.measure,
       k.aspect,
       coalesce(k.year, c.row_year)::smallint AS year,
       k.quarter,
       k.revision,
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

COMMENT ON COLUMN saring.v_measure.year IS 'that the value is about: its column''s, else its row''s';

INSERT INTO saring.migration (version, name) VALUES (10, 'row_years');
