-- Which import a path names: identity, names and supersession.
--
-- A document is one content as understood by one engine; a path is a name of it. What no path names is superseded.

-- Holds off other importers of the same content or path until the transaction ends. Both locks are taken in one order
-- everywhere, so that nobody waits in a circle.
CREATE FUNCTION saring.lock_document(p_sha256 bytea, p_path text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    content bigint := hashtextextended('content ' || encode(p_sha256, 'hex'), 0);
    place   bigint := hashtextextended('path ' || p_path, 0);
BEGIN
    PERFORM pg_advisory_xact_lock(least(content, place)); -- least and greatest skip NULL
    PERFORM pg_advisory_xact_lock(greatest(content, place));
END
$$;
COMMENT ON FUNCTION saring.lock_document IS 'Holds off other importers of the same content or path.';

-- Makes p_path a name of the document, which need not be written yet, and sets the documents right that lose a name:
-- superseded when it was their last. p_sha256 is given for a loaded document: other imports of the same content (another
-- engine, a forced import) hand all their names over, so that no content is counted twice.
CREATE FUNCTION saring.name_document(p_document bigint, p_sha256 bytea, p_path text, p_name text, p_archive text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    losers bigint[];
BEGIN
    -- A new path of new content has nobody to take anything from.
    IF NOT EXISTS (SELECT FROM saring.path WHERE path = p_path)
       AND NOT EXISTS (SELECT FROM saring.document WHERE sha256 = p_sha256)
       AND NOT EXISTS (SELECT FROM saring.document WHERE path = p_path) THEN
        INSERT INTO saring.path (path, document_id, name, archive) VALUES (p_path, p_document, p_name, p_archive);
        RETURN;
    END IF;

    -- One at a time: a document's last name must not be lost twice. Held for the short end of a transaction only, and
    -- nobody who holds it asks for another lock.
    PERFORM pg_advisory_xact_lock(hashtextextended('saring names', 0));

    losers := ARRAY(
        SELECT document_id FROM saring.path WHERE path = p_path AND document_id <> p_document
        UNION
        SELECT document_id FROM saring.document
        WHERE sha256 = p_sha256 AND superseded_at IS NULL AND document_id <> p_document);

    INSERT INTO saring.path (path, document_id, name, archive) VALUES (p_path, p_document, p_name, p_archive)
    ON CONFLICT (path) DO UPDATE
        SET document_id = excluded.document_id, name = excluded.name, archive = excluded.archive, since = now();

    UPDATE saring.path SET document_id = p_document
    WHERE document_id = ANY (losers)
      AND document_id IN (SELECT document_id FROM saring.document WHERE sha256 = p_sha256);

    UPDATE saring.document d SET superseded_at = now()
    WHERE document_id = ANY (losers)
      AND superseded_at IS NULL
      AND NOT EXISTS (SELECT FROM saring.path p WHERE p.document_id = d.document_id);

    -- A document keeps a name that is still its own.
    UPDATE saring.document d SET path = p.path, name = p.name, archive = p.archive
    FROM (SELECT DISTINCT ON (document_id) * FROM saring.path WHERE document_id = ANY (losers)
          ORDER BY document_id, path) p
    WHERE d.document_id = p.document_id AND d.path = p_path;

    -- A refusal holds nothing but its finding: it goes when the path is read again.
    DELETE FROM saring.document d
    WHERE path = p_path AND status = 'refused' AND document_id <> p_document
      AND NOT EXISTS (SELECT FROM saring.path p WHERE p.document_id = d.document_id);
END
$$;
COMMENT ON FUNCTION saring.name_document IS 'Makes a path a name of a document; what loses its last name is superseded.';

-- The first step of an import, once its transaction has begun: takes the locks, and looks for an import of this content by
-- this engine. If there is one, p_path becomes a name of it and it is unchanged; else document_id is a new number. Without
-- p_engine it is not looked for (a forced import, or nothing to compare).
CREATE FUNCTION saring.claim_document(p_sha256 bytea, p_engine text, p_path text, p_name text, p_archive text,
                                      OUT unchanged boolean, OUT document_id bigint)
LANGUAGE plpgsql AS $$
DECLARE
    is_settled boolean;
BEGIN
    PERFORM saring.lock_document(p_sha256, p_path);
    IF p_engine IS NOT NULL THEN
        SELECT d.document_id,
               d.superseded_at IS NULL
               AND EXISTS (SELECT FROM saring.path p WHERE p.path = p_path AND p.document_id = d.document_id
                                                       AND p.archive IS NOT DISTINCT FROM p_archive)
               AND NOT EXISTS (SELECT FROM saring.document r WHERE r.path = p_path AND r.status = 'refused')
        INTO document_id, is_settled
        FROM saring.document d
        WHERE d.sha256 = p_sha256 AND d.engine = p_engine AND d.status = 'loaded'
        ORDER BY d.superseded_at IS NOT NULL, d.document_id DESC
        LIMIT 1;
    END IF;
    unchanged := document_id IS NOT NULL;
    IF NOT unchanged THEN
        document_id := nextval('saring.document_document_id_seq');
    ELSIF NOT is_settled THEN
        PERFORM saring.name_document(document_id, p_sha256, p_path, p_name, p_archive);
        UPDATE saring.document d
        SET superseded_at = NULL, path = p_path, name = p_name, archive = p_archive
        WHERE d.document_id = claim_document.document_id AND (d.superseded_at IS NOT NULL OR d.path = p_path);
    END IF;
END
$$;
COMMENT ON FUNCTION saring.claim_document IS 'Locks a content and a path, and tells whether it is imported already.';

-- A refusal takes the path over when other content was read there, but not when nothing could be read (p_sha256 NULL): a
-- file that is out of reach for a night does not take its figures out of the reports.
CREATE FUNCTION saring.name_refused(p_document bigint, p_sha256 bytea, p_path text, p_name text, p_archive text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_sha256 IS NOT NULL OR NOT EXISTS (
        SELECT FROM saring.path p JOIN saring.document d USING (document_id)
        WHERE p.path = p_path AND d.status = 'loaded') THEN
        PERFORM saring.name_document(p_document, NULL, p_path, p_name, p_archive);
    ELSE
        DELETE FROM saring.document d WHERE d.path = p_path AND d.status = 'refused';
    END IF;
END
$$;
COMMENT ON FUNCTION saring.name_refused IS 'Records that a path was refused.';

-- The last step of an import: gives the path to the document, and writes it with its tables and columns. p holds them under
-- the names of the tables' columns: {"document": {...}, "tables": [{...}], "columns": [{...}]}. One call, because for a
-- document of a hundred rows the calls cost more than the rows.
CREATE FUNCTION saring.add_document(p jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    d saring.document;
BEGIN
    SELECT * INTO d
    FROM jsonb_populate_record(NULL::saring.document, p -> 'document' || jsonb_build_object('imported_at', now()));
    IF d.status = 'loaded' THEN
        PERFORM saring.name_document(d.document_id, d.sha256, d.path, d.name, d.archive);
    ELSE
        PERFORM saring.name_refused(d.document_id, d.sha256, d.path, d.name, d.archive);
    END IF;
    INSERT INTO saring.document SELECT d.*;
    INSERT INTO saring.table_ SELECT * FROM jsonb_populate_recordset(NULL::saring.table_, p -> 'tables');
    INSERT INTO saring.column_ SELECT * FROM jsonb_populate_recordset(NULL::saring.column_, p -> 'columns');
END
$$;
COMMENT ON FUNCTION saring.add_document IS 'Writes a document with its tables and columns and gives it its path.';

INSERT INTO saring.migration (version, name) VALUES (2, 'identity');
