-- Year, quarter and revision of a measure are its column's: what the table's title and the document say is filled in where
-- columns get their meaning, and where a column is of another year than its table (a baseline, last year's realization)
-- nothing is. The views need no rule of their own.

-- What was loaded before keeps what its view said.
UPDATE saring.column_ k
SET year = coalesce(k.year, t.year, d.fiscal_year),
    quarter = coalesce(k.quarter, CASE WHEN k.measure IN ('realization', 'achievement') THEN t.quarter END),
    revision = coalesce(k.revision, t.revision, d.revision)
FROM saring.table_ t
JOIN saring.document d ON d.document_id = t.document_id
WHERE t.document_id = k.document_id AND t.table_no = k.table_no AND k.measure IS NOT NULL;

-- The same rows as sr_row_next_measure of the program gives.
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
       k.year,
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

COMMENT ON COLUMN saring.v_column.year IS 'that its values are about: its header''s, else its table''s or document''s';
COMMENT ON COLUMN saring.v_column.quarter IS '1-4 that its values are about: its header''s; for what was realized that year else the table''s';
COMMENT ON COLUMN saring.v_measure.year IS 'that the value is about: its column''s';
COMMENT ON COLUMN saring.v_measure.quarter IS '1-4: its column''s';
COMMENT ON COLUMN saring.v_measure.revision IS 'murni or perubahan: its column''s';

INSERT INTO saring.migration (version, name) VALUES (7, 'times');
