-- The arithmetic audit: checks as they are written, and how far a document and a table can be trusted.

-- Members lie flat, (table, row, column) after (table, row, column): the total of a long table has thousands. Nothing was
-- checked before this migration, so there is nothing to convert.
DROP VIEW saring.v_check;
ALTER TABLE saring.check_ DROP COLUMN members;
ALTER TABLE saring.check_ ADD COLUMN members integer[] NOT NULL;
COMMENT ON COLUMN saring.check_.members IS 'table_no, row_no and column_no of each member in turn';

CREATE FUNCTION saring.check_members(p integer[]) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('table_no', p[i], 'row_no', p[i + 1], 'column_no', p[i + 2]) ORDER BY i), '[]')
    FROM generate_series(1, cardinality(p), 3) AS i
$$;
COMMENT ON FUNCTION saring.check_members IS 'The members of a check as v_check shows them.';

CREATE VIEW saring.v_check AS
SELECT h.document_id, d.name AS document, h.table_no, h.row_no, h.column_no, h.kind, h.expression, h.expected, h.actual,
       h.difference, h.tolerance, h.passed, h.origin, h.operator, saring.check_members(h.members) AS members, h.diagnosis
FROM saring.check_ h
JOIN saring.document d ON d.document_id = h.document_id
WHERE d.superseded_at IS NULL;

ALTER TABLE saring.document
    ADD COLUMN numeric_cells    bigint NOT NULL DEFAULT 0,
    ADD COLUMN verified_cells   bigint NOT NULL DEFAULT 0,
    ADD COLUMN inferred_cells   bigint NOT NULL DEFAULT 0,
    ADD COLUMN repaired_cells   bigint NOT NULL DEFAULT 0,
    ADD COLUMN ambiguous_cells  bigint NOT NULL DEFAULT 0,
    ADD COLUMN unreadable_cells bigint NOT NULL DEFAULT 0,
    ADD COLUMN accused_cells    bigint NOT NULL DEFAULT 0;
ALTER TABLE saring.table_
    ADD COLUMN numeric_cells    bigint NOT NULL DEFAULT 0,
    ADD COLUMN verified_cells   bigint NOT NULL DEFAULT 0,
    ADD COLUMN inferred_cells   bigint NOT NULL DEFAULT 0,
    ADD COLUMN repaired_cells   bigint NOT NULL DEFAULT 0,
    ADD COLUMN ambiguous_cells  bigint NOT NULL DEFAULT 0,
    ADD COLUMN unreadable_cells bigint NOT NULL DEFAULT 0,
    ADD COLUMN accused_cells    bigint NOT NULL DEFAULT 0,
    ADD COLUMN checks_passed    bigint NOT NULL DEFAULT 0,
    ADD COLUMN checks_failed    bigint NOT NULL DEFAULT 0;

CREATE OR REPLACE VIEW saring.v_document AS
SELECT document_id, name, path, archive, encode(sha256, 'hex') AS sha256, format, encoding, bytes, title, kind, agency,
       region, fiscal_year, revision, status, tables, rows, findings, checks_passed, checks_failed, run_id, imported_at,
       engine, quarter, cells, measures, total_bytes, cell_bytes, prose_bytes, caption_bytes, markup_bytes, dropped_bytes,
       numeric_cells, verified_cells, inferred_cells, repaired_cells, ambiguous_cells, unreadable_cells, accused_cells
FROM saring.document
WHERE superseded_at IS NULL;

CREATE OR REPLACE VIEW saring.v_table AS
SELECT t.document_id, d.name AS document, t.table_no, t.title, t.page_first, t.page_last, t.line_first, t.line_last,
       t.rows, t.columns, t.year, t.quarter, t.revision,
       t.numeric_cells, t.verified_cells, t.inferred_cells, t.repaired_cells, t.ambiguous_cells, t.unreadable_cells,
       t.accused_cells, t.checks_passed, t.checks_failed
FROM saring.table_ t
JOIN saring.document d ON d.document_id = t.document_id
WHERE d.superseded_at IS NULL;

-- What is loaded, as before, and how far its numbers can be trusted.
CREATE OR REPLACE FUNCTION saring.status() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
        'trust', (SELECT jsonb_build_object(
            'numeric_cells', coalesce(sum(numeric_cells), 0), 'verified_cells', coalesce(sum(verified_cells), 0),
            'inferred_cells', coalesce(sum(inferred_cells), 0), 'repaired_cells', coalesce(sum(repaired_cells), 0),
            'ambiguous_cells', coalesce(sum(ambiguous_cells), 0),
            'unreadable_cells', coalesce(sum(unreadable_cells), 0),
            'accused_cells', coalesce(sum(accused_cells), 0)) FROM d),
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

COMMENT ON VIEW saring.v_check IS 'Arithmetic relations that were checked.';
COMMENT ON COLUMN saring.v_check.document_id IS 'the import';
COMMENT ON COLUMN saring.v_check.document IS 'its file name';
COMMENT ON COLUMN saring.v_check.table_no IS 'table of the result cell';
COMMENT ON COLUMN saring.v_check.row_no IS 'row of the result cell';
COMMENT ON COLUMN saring.v_check.column_no IS 'column of the result cell';
COMMENT ON COLUMN saring.v_check.kind IS 'formula, column_total, subtotal, row_sum, ratio, difference or cross_table';
COMMENT ON COLUMN saring.v_check.expression IS 'as a person would write it, with the document''s own labels';
COMMENT ON COLUMN saring.v_check.expected IS 'what the members give';
COMMENT ON COLUMN saring.v_check.actual IS 'what the document says';
COMMENT ON COLUMN saring.v_check.difference IS 'actual - expected';
COMMENT ON COLUMN saring.v_check.tolerance IS 'the rounding that the document shows';
COMMENT ON COLUMN saring.v_check.passed IS 'it holds within the tolerance';
COMMENT ON COLUMN saring.v_check.origin IS 'declared by the document, from the header, or discovered';
COMMENT ON COLUMN saring.v_check.operator IS 'sum, difference, ratio, percentage, average, product, equal or relative_change';
COMMENT ON COLUMN saring.v_check.members IS '[{"table_no", "row_no", "column_no"}, ...] in the order of the expression';
COMMENT ON COLUMN saring.v_check.diagnosis IS 'why it fails, where that is known';
COMMENT ON COLUMN saring.v_document.numeric_cells IS 'cells of data rows that hold a number, or should: unreadable ones too';
COMMENT ON COLUMN saring.v_document.verified_cells IS 'numeric cells that are members of a relation that holds';
COMMENT ON COLUMN saring.v_document.inferred_cells IS 'numeric cells whose value is not in the text but proved by arithmetic';
COMMENT ON COLUMN saring.v_document.repaired_cells IS 'numeric cells read after a repair';
COMMENT ON COLUMN saring.v_document.ambiguous_cells IS 'numeric cells with several readings left';
COMMENT ON COLUMN saring.v_document.unreadable_cells IS 'numeric cells without a reading';
COMMENT ON COLUMN saring.v_document.accused_cells IS 'numeric cells that an arithmetic finding names as wrong';
COMMENT ON COLUMN saring.v_table.numeric_cells IS 'cells of data rows that hold a number, or should: unreadable ones too';
COMMENT ON COLUMN saring.v_table.verified_cells IS 'numeric cells that are members of a relation that holds';
COMMENT ON COLUMN saring.v_table.inferred_cells IS 'numeric cells whose value is not in the text but proved by arithmetic';
COMMENT ON COLUMN saring.v_table.repaired_cells IS 'numeric cells read after a repair';
COMMENT ON COLUMN saring.v_table.ambiguous_cells IS 'numeric cells with several readings left';
COMMENT ON COLUMN saring.v_table.unreadable_cells IS 'numeric cells without a reading';
COMMENT ON COLUMN saring.v_table.accused_cells IS 'numeric cells that an arithmetic finding names as wrong';
COMMENT ON COLUMN saring.v_table.checks_passed IS 'relations with their result in this table that hold';
COMMENT ON COLUMN saring.v_table.checks_failed IS 'relations with their result in this table that fail';

SELECT saring.grant_roles(); -- a view made again has lost its grants

INSERT INTO saring.migration (version, name) VALUES (6, 'audit');
