-- Spreadsheets: where tables and cells stand on their sheet, what a cell holds beside its text, and what is hidden.

ALTER TABLE saring.table_
    ADD COLUMN sheet        text,
    ADD COLUMN column_first integer, -- of the sheet, from 1: where column 1 stands
    ADD COLUMN hidden       boolean NOT NULL DEFAULT false;
ALTER TABLE saring.row_
    ADD COLUMN hidden       text,      -- one character a cell, h or -; NULL: all are shown
    ADD COLUMN held         text,      -- joined as raw; NULL: the source states nothing beside the text
    ADD COLUMN formula      text,      -- joined as raw; NULL: none
    ADD COLUMN sheet_column integer[]; -- column of the sheet, from 1; NULL: all stand where their columns say
ALTER TABLE saring.finding
    ADD COLUMN place text;

CREATE FUNCTION saring.cell_place(sheet text, row_no bigint, column_no integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN sheet ~ '^([A-Za-z_]|[^\x01-\x7f])([A-Za-z0-9_]|[^\x01-\x7f])*$' THEN sheet
                ELSE '''' || replace(sheet, '''', '''''') || '''' END
           || '!'
           || CASE WHEN column_no > 702 THEN chr(65 + (column_no - 703) / 676) ELSE '' END
           || CASE WHEN column_no > 26 THEN chr(65 + (column_no - 27) / 26 % 26) ELSE '' END
           || chr(65 + (column_no - 1) % 26)
           || row_no
$$;
COMMENT ON FUNCTION saring.cell_place IS 'Sheet1!D7: the place of a cell as spreadsheet programs write it.';

-- The views of before, with what is new at their ends.
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
       c.sheet_column
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

CREATE OR REPLACE VIEW saring.v_cell AS
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
       nullif(u.name, '') AS rule,
       c.hidden OR t.hidden AS hidden,
       c.held,
       c.formula,
       CASE WHEN t.sheet IS NOT NULL
            THEN saring.cell_place(t.sheet, c.line_no, coalesce(c.sheet_column, t.column_first + c.column_no - 1)) END AS place
FROM saring.document d
JOIN saring.table_ t ON t.document_id = d.document_id
JOIN saring.cell c ON c.document_id = t.document_id AND c.table_no = t.table_no
LEFT JOIN saring.column_ k
       ON k.document_id = c.document_id AND k.table_no = c.table_no AND k.column_no = c.column_no
LEFT JOIN saring.rule u ON u.code = c.rule_code
WHERE d.superseded_at IS NULL;

CREATE OR REPLACE VIEW saring.v_finding AS
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
       NULL::text AS note,
       f.place
FROM saring.finding f
JOIN saring.document d ON d.document_id = f.document_id
LEFT JOIN saring.catalogue g ON g.code = f.code
WHERE d.superseded_at IS NULL;

CREATE OR REPLACE VIEW saring.v_table AS
SELECT t.document_id, d.name AS document, t.table_no, t.title, t.page_first, t.page_last, t.line_first, t.line_last,
       t.rows, t.columns, t.year, t.quarter, t.revision,
       t.numeric_cells, t.verified_cells, t.inferred_cells, t.repaired_cells, t.ambiguous_cells, t.unreadable_cells,
       t.accused_cells, t.checks_passed, t.checks_failed, t.sheet, t.hidden
FROM saring.table_ t
JOIN saring.document d ON d.document_id = t.document_id
WHERE d.superseded_at IS NULL;

COMMENT ON COLUMN saring.v_table.sheet IS 'the sheet that it stands on; NULL where the source has none';
COMMENT ON COLUMN saring.v_table.hidden IS 'the source does not show it: a hidden sheet';
COMMENT ON COLUMN saring.v_cell.hidden IS 'the source does not show it: its row, column or sheet is hidden';
COMMENT ON COLUMN saring.v_cell.held IS 'the value that the source states beside the text, as it writes it; NULL where it states none';
COMMENT ON COLUMN saring.v_cell.formula IS 'the formula of the cell, as the source writes it';
COMMENT ON COLUMN saring.v_cell.place IS 'Sheet1!D7; NULL where the source has no sheets';
COMMENT ON COLUMN saring.v_finding.place IS 'Sheet1!D7; NULL where the source has no sheets';

INSERT INTO saring.migration (version, name) VALUES (8, 'sheets');
