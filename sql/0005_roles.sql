-- Least privilege: saring_reader reads the views, saring_loader imports. Both are group roles without login:
--     GRANT saring_reader TO somebody;
-- They are made here where the migrating user may make roles. Where not, an administrator makes them and then calls
-- saring.grant_roles(), as after a restore into another cluster.

CREATE FUNCTION saring.grant_roles() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'saring_reader') THEN
        GRANT USAGE ON SCHEMA saring TO saring_reader;
        GRANT SELECT ON saring.v_document, saring.v_table, saring.v_column, saring.v_cell, saring.v_measure,
            saring.v_finding, saring.v_check, saring.v_run, saring.catalogue, saring.migration TO saring_reader;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'saring_loader') THEN
        GRANT USAGE ON SCHEMA saring TO saring_loader;
        GRANT SELECT ON ALL TABLES IN SCHEMA saring TO saring_loader;
        GRANT INSERT, UPDATE, DELETE ON saring.run, saring.document, saring.path, saring.rule, saring.catalogue,
            saring.table_, saring.column_, saring.row_, saring.finding, saring.check_ TO saring_loader;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA saring TO saring_loader;
        GRANT EXECUTE ON FUNCTION saring.analyze_loaded TO saring_loader;
    END IF;
END
$$;
COMMENT ON FUNCTION saring.grant_roles IS 'Grants saring_reader and saring_loader what they need, where they exist.';
REVOKE ALL ON FUNCTION saring.grant_roles FROM PUBLIC;

DO $$
BEGIN
    IF (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'saring_reader') THEN
            CREATE ROLE saring_reader NOLOGIN;
        END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'saring_loader') THEN
            CREATE ROLE saring_loader NOLOGIN;
        END IF;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
    NULL; -- another database of this cluster was migrated at the same moment, or may not after all
END
$$;
SELECT saring.grant_roles();

INSERT INTO saring.migration (version, name) VALUES (5, 'roles');
