#include "importers/package.h"

#include "core/finding.h"
#include "importers/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

struct sr_package {
    sr_source *source;
    const char *name;
    zip_t *zip;
    zip_file_t *file; /* NULL: the source is the XML */
    uint64_t packed;  /* bytes of the member in the archive */
    uint64_t expanded;
    uint64_t at;      /* libzip's position in the source */
    sr_error failure; /* of the source, while libzip reads it */
    zip_error_t zip_failure;
};

/* ---- the source, for libzip ------------------------------------------------------------------ */

static zip_int64_t on_zip(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    sr_package *p = context;

    switch (command) {
    case ZIP_SOURCE_OPEN:
        p->at = 0;
        return 0;
    case ZIP_SOURCE_READ: {
        ssize_t n = sr_source_read_at(p->source, data, len, p->at, &p->failure);
        if (n < 0) {
            zip_error_set(&p->zip_failure, ZIP_ER_READ, 0);
            return -1;
        }
        p->at += (uint64_t)n;
        return n;
    }
    case ZIP_SOURCE_SEEK: {
        zip_int64_t at = zip_source_seek_compute_offset(p->at, sr_source_size(p->source), data, len, &p->zip_failure);
        if (at < 0)
            return -1;
        p->at = (uint64_t)at;
        return 0;
    }
    case ZIP_SOURCE_TELL:
        return (zip_int64_t)p->at;
    case ZIP_SOURCE_STAT: {
        zip_stat_t *st = data;
        zip_stat_init(st);
        st->size = sr_source_size(p->source);
        st->valid |= ZIP_STAT_SIZE;
        return sizeof *st;
    }
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&p->zip_failure, data, len);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE, -1);
    default:
        zip_error_set(&p->zip_failure, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/* ---- the directory of the archive -------------------------------------------------------------- */

static uint64_t little(const unsigned char *p, int bytes)
{
    uint64_t v = 0;

    for (int i = bytes; i-- > 0;)
        v = v << 8 | p[i];
    return v;
}

/* The members that a zip64 record says there are; the record before the locator before the end at tail[at]. */
static uint64_t zip64_members(sr_package *p, const unsigned char *tail, size_t at, sr_error *err)
{
    enum { LOCATOR = 20, RECORD = 56 };
    unsigned char record[RECORD];

    if (at < LOCATOR || memcmp(tail + at - LOCATOR, "PK\6\7", 4) != 0)
        return 0;
    uint64_t offset = little(tail + at - LOCATOR + 8, 8);
    if (offset > sr_source_size(p->source) || sr_source_read_at(p->source, record, RECORD, offset, err) < RECORD ||
        memcmp(record, "PK\6\6", 4) != 0)
        return 0;
    uint64_t here = little(record + 24, 8), all = little(record + 32, 8);
    return here > all ? here : all;
}

/*
 * libzip makes room for as many members as the end of the archive claims, before it looks at one; so the claim is
 * looked at first. Any place that could be the end is one (APPNOTE 4.3.16: 22 bytes and a comment of up to 64 KiB).
 */
static int check_end(sr_package *p, sr_error *err)
{
    enum { END = 22, COMMENT_MAX = 65535, LOCATOR = 20 };
    uint64_t size = sr_source_size(p->source);
    size_t len = size < END + COMMENT_MAX + LOCATOR ? (size_t)size : END + COMMENT_MAX + LOCATOR;
    unsigned char *tail = malloc(len ? len : 1);
    bool found = false;
    int rc = -1;

    if (!tail)
        abort(); /* as in core/arena.h */
    if (sr_source_read_at(p->source, tail, len, size - len, err) < (ssize_t)len) {
        rc = err->kind ? -1 : sr_refuse(err, SR_D002, "%s: cannot be read to its end", p->name);
        goto cleanup;
    }
    for (size_t i = 0; i + END <= len; i++) {
        if (memcmp(tail + i, "PK\5\6", 4) != 0)
            continue;
        found = true;
        if (zip64_members(p, tail, i, err) > SR_PACKAGE_MEMBERS_MAX) {
            sr_refuse(err, SR_D013, "%s: a zip archive of more than %d members", p->name, SR_PACKAGE_MEMBERS_MAX);
            goto cleanup;
        }
    }
    rc = found ? 0
               : sr_refuse(err, SR_D021,
                           "%s: the file is cut off: a zip archive ends in its directory, and there is none", p->name);
cleanup:
    free(tail);
    return rc;
}

/* What libzip says of a member or of the archive, in words of a person. */
static int refuse_damaged(sr_package *p, int code, sr_error *err)
{
    static const struct {
        int code;
        const char *words;
    } words[] = {
        {ZIP_ER_CRC, "its checksum is wrong: bytes were changed on the way"},
        {ZIP_ER_ZLIB, "its compressed bytes are damaged"},
        {ZIP_ER_COMPRESSED_DATA, "its compressed bytes are damaged"},
        {ZIP_ER_EOF, "it is cut off"},
        {ZIP_ER_NOZIP, "it is no whole zip archive"},
        {ZIP_ER_INCONS, "its directory contradicts itself"},
        {ZIP_ER_COMPNOTSUPP, "it is compressed in a way that is not supported"},
    };

    if (p->failure.kind != SR_ERR_NONE) {
        *err = p->failure;
        return -1;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].code == code)
            return sr_refuse(err, SR_D021, "%s: the file is damaged: %s", p->name, words[i].words);
    return sr_refuse(err, SR_D021, "%s: the file is damaged (libzip error %d)", p->name, code);
}

static int open_zip(sr_package *p, sr_error *err)
{
    zip_error_t error;

    if (check_end(p, err) != 0)
        return -1;
    zip_error_init(&error);
    zip_error_init(&p->zip_failure);
    zip_source_t *source = zip_source_function_create(on_zip, p, &error);
    if (!source)
        abort();
    p->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (p->zip)
        return 0;
    int code = zip_error_code_zip(&error);
    zip_source_free(source);
    zip_error_fini(&error);
    return refuse_damaged(p, code, err);
}

/* ---- what kind of document it is ----------------------------------------------------------------- */

static const struct {
    const char *type; /* the member "mimetype" */
    const char *what;
} types[] = {
    {"application/vnd.oasis.opendocument.text", "an OpenDocument text (odt)"},
    {"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (odp)"},
    {"application/vnd.oasis.opendocument.graphics", "an OpenDocument drawing (odg)"},
    {"application/vnd.oasis.opendocument.chart", "an OpenDocument chart (odc)"},
    {"application/vnd.oasis.opendocument.formula", "an OpenDocument formula (odf)"},
    {"application/vnd.oasis.opendocument.base", "an OpenDocument database (odb)"},
    {"application/vnd.sun.xml.calc", "an OpenOffice 1 spreadsheet (sxc)"},
    {"application/vnd.sun.xml.writer", "an OpenOffice 1 text (sxw)"},
    {"application/epub+zip", "an EPUB book"},
};
static const struct {
    const char *member;
    const char *what;
} kinds[] = {
    {"word/document.xml", "a Word document (docx)"},       {"xl/workbook.xml", "an Excel workbook (xlsx)"},
    {"xl/workbook.bin", "a binary Excel workbook (xlsb)"}, {"ppt/presentation.xml", "a PowerPoint presentation (pptx)"},
    {"Index/Document.iwa", "an Apple iWork document"},
};

static const char spreadsheet[] = "application/vnd.oasis.opendocument.spreadsheet";

/* The first bytes of a small member; how many, 0 if there is none or it cannot be read. */
static size_t read_small(sr_package *p, const char *member, char *bytes, size_t max)
{
    zip_int64_t at = zip_name_locate(p->zip, member, 0);
    zip_file_t *file = at >= 0 ? zip_fopen_index(p->zip, (zip_uint64_t)at, 0) : NULL;
    zip_int64_t n = file ? zip_fread(file, bytes, max) : 0;

    if (file)
        zip_fclose(file);
    return n > 0 ? (size_t)n : 0;
}

/* "...spreadsheet", "...spreadsheet-template". */
static bool is_spreadsheet(sr_slice type)
{
    return type.len >= sizeof spreadsheet - 1 && memcmp(type.ptr, spreadsheet, sizeof spreadsheet - 1) == 0;
}

static int refuse_kind(const sr_package *p, const char *what, sr_error *err)
{
    return sr_refuse(err, SR_D012, "%s: is %s, not a spreadsheet in OpenDocument format: save it as ODS first", p->name,
                     what);
}

static int check_kind(sr_package *p, sr_error *err)
{
    char bytes[128];
    sr_slice type = sr_trim((sr_slice){bytes, read_small(p, "mimetype", bytes, sizeof bytes)});

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (sr_eq(type, sr_str(types[i].type)))
            return refuse_kind(p, types[i].what, err);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (zip_name_locate(p->zip, kinds[i].member, 0) >= 0)
            return refuse_kind(p, kinds[i].what, err);
    if (zip_name_locate(p->zip, "content.xml", 0) >= 0)
        return 0;
    if (is_spreadsheet(type) && zip_name_locate(p->zip, "encrypted-package", 0) >= 0)
        return sr_refuse(err, SR_D022, "%s: is encrypted: save it without a password first", p->name);
    if (is_spreadsheet(type) || zip_name_locate(p->zip, "META-INF/manifest.xml", 0) >= 0)
        return sr_refuse(err, SR_D021, "%s: the file is damaged: it has no content.xml, where its sheets would be",
                         p->name);
    return sr_refuse(err, SR_D004, "%s: is a zip archive, not a document: unpack it first", p->name);
}

/* ---- encryption: ODF 1.3 part 2, 4.8 ------------------------------------------------------------- */

typedef struct manifest {
    sr_xml xml;
    zip_file_t *file;
    uint64_t read;
    bool of_content; /* inside the entry of content.xml */
    bool encrypted;
} manifest;

static void on_manifest(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                        const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    manifest *m = context;

    (void)prefix;
    (void)uri;
    (void)namespaces;
    (void)n_defaulted;
    if (!sr_xml_begin(&m->xml, n_namespaces, n_attributes, attributes))
        return;
    if (xmlStrEqual(name, BAD_CAST "encryption-data"))
        m->encrypted |= m->of_content;
    if (!xmlStrEqual(name, BAD_CAST "file-entry"))
        return;
    m->of_content = false;
    for (int i = 0; i < n_attributes; i++)
        if (xmlStrEqual(attributes[5 * i], BAD_CAST "full-path"))
            m->of_content = sr_eq(sr_xml_value(attributes + 5 * (ptrdiff_t)i), SR_LIT("content.xml"));
}

static void on_manifest_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    manifest *m = context;

    (void)name;
    (void)prefix;
    (void)uri;
    sr_xml_end(&m->xml);
}

/* What cannot be read, or is too long, ends it: a package with a damaged manifest may still be read. */
static ssize_t read_manifest(void *context, void *buffer, size_t len, sr_error *err)
{
    manifest *m = context;
    zip_int64_t n = m->read < SR_PACKAGE_MANIFEST_MAX ? zip_fread(m->file, buffer, len) : 0;

    (void)err;
    m->read += n > 0 ? (uint64_t)n : 0;
    return n > 0 ? (ssize_t)n : 0;
}

static int check_encrypted(sr_package *p, const zip_stat_t *content, sr_error *err)
{
    bool encrypted = (content->valid & ZIP_STAT_ENCRYPTION_METHOD) && content->encryption_method != ZIP_EM_NONE;
    xmlSAXHandler sax = {.startElementNs = on_manifest, .endElementNs = on_manifest_end};
    sr_error ignored = {0};
    zip_int64_t at = zip_name_locate(p->zip, "META-INF/manifest.xml", 0);
    manifest m = {.file = at >= 0 ? zip_fopen_index(p->zip, (zip_uint64_t)at, 0) : NULL};

    if (m.file) {
        sr_xml_open(&m.xml, &sax, p->name, read_manifest, &m);
        sr_xml_parse(&m.xml, &ignored);
        sr_xml_close(&m.xml);
        zip_fclose(m.file);
    }
    if (encrypted || m.encrypted)
        return sr_refuse(err, SR_D022, "%s: is encrypted: save it without a password first", p->name);
    return 0;
}

/* ---- content.xml ----------------------------------------------------------------------------------- */

/* Two members of one name: which of them a program reads is chance, and a hostile file counts on it. */
static bool is_twice(sr_package *p)
{
    zip_int64_t n = zip_get_num_entries(p->zip, 0), found = 0;

    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(p->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        found += name && strcmp(name, "content.xml") == 0;
    }
    return found > 1;
}

static int open_content(sr_package *p, sr_error *err)
{
    zip_stat_t st;

    if (is_twice(p))
        return sr_refuse(err, SR_D021, "%s: the file is damaged: it has content.xml twice", p->name);
    if (zip_stat(p->zip, "content.xml", 0, &st) != 0)
        return refuse_damaged(p, zip_error_code_zip(zip_get_error(p->zip)), err);
    if (check_encrypted(p, &st, err) != 0)
        return -1;
    p->packed = (st.valid & ZIP_STAT_COMP_SIZE) && st.comp_size < sr_source_size(p->source) ? st.comp_size
                                                                                            : sr_source_size(p->source);
    p->file = zip_fopen_index(p->zip, st.index, 0);
    return p->file ? 0 : refuse_damaged(p, zip_error_code_zip(zip_get_error(p->zip)), err);
}

static int check_size(const sr_package *p, sr_error *err)
{
    if (p->expanded > SR_PACKAGE_EXPANDED_MAX)
        return sr_refuse(err, SR_D013, "%s: its content.xml is longer than %d GiB", p->name,
                         (int)(SR_PACKAGE_EXPANDED_MAX >> 30));
    if (p->expanded > SR_PACKAGE_RATIO_FROM && p->expanded / SR_PACKAGE_RATIO_MAX > p->packed)
        return sr_refuse(
            err, SR_D013,
            "%s: its content.xml expands to more than %d times its size; that is no spreadsheet but a bomb", p->name,
            SR_PACKAGE_RATIO_MAX);
    return 0;
}

/* A flat file is XML: behind blanks and marks of UTF-8 and UTF-16 its first sign is <. */
static int check_flat(sr_package *p, sr_error *err)
{
    char head[256];
    size_t n = sr_source_head(p->source, head, sizeof head, err);

    for (size_t i = 0; i < n; i++) {
        if (head[i] == '<')
            return 0;
        if (!sr_is_blank((unsigned char)head[i]) && !memchr("\xEF\xBB\xBF\xFE\xFF", head[i], 5) && head[i] != '\0')
            break;
    }
    return sr_refuse(err, SR_D004, "%s: is no spreadsheet: neither a zip archive nor XML", p->name);
}

/* ---- the interface ---------------------------------------------------------------------------------- */

sr_package *sr_package_open(sr_source *source, const char *name, sr_error *err)
{
    sr_package *p = calloc(1, sizeof *p);
    char magic[2];

    if (!p)
        abort();
    p->source = source;
    p->name = name;
    err->kind = SR_ERR_NONE;
    bool zipped = sr_source_head(source, magic, 2, err) == 2 && magic[0] == 'P' && magic[1] == 'K';
    if (err->kind == SR_ERR_NONE && sr_source_rewind(source, err) == 0 &&
        (zipped ? open_zip(p, err) == 0 && check_kind(p, err) == 0 && open_content(p, err) == 0
                : check_flat(p, err) == 0))
        return p;
    sr_package_close(p);
    return NULL;
}

ssize_t sr_package_read(sr_package *p, void *buffer, size_t len, sr_error *err)
{
    if (!p->file)
        return sr_source_read(p->source, buffer, len, err);
    zip_int64_t n = zip_fread(p->file, buffer, len);
    if (n < 0)
        return refuse_damaged(p, zip_error_code_zip(zip_file_get_error(p->file)), err);
    p->expanded += (uint64_t)n;
    return check_size(p, err) == 0 ? (ssize_t)n : -1;
}

uint64_t sr_package_at(const sr_package *p)
{
    return p->at;
}

void sr_package_close(sr_package *p)
{
    if (!p)
        return;
    if (p->file)
        zip_fclose(p->file);
    if (p->zip)
        zip_discard(p->zip);
    zip_error_fini(&p->zip_failure);
    free(p);
}
