#include "importers/xml.h"

#include "core/finding.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- what XML could reach out with -------------------------------------------------------- */

/* Said before the entity can be used: not in text, not in an attribute, not in another one. */
static void refuse_entity(sr_xml *xml, const xmlChar *entity)
{
    if (xml->rc != 0)
        return;
    sr_refuse(&xml->err, SR_D013,
              "%s: its XML declares the entity \"%.40s\"; no spreadsheet program does that, an attack would", xml->name,
              (const char *)entity);
    sr_xml_stop(xml);
}

static void on_entity_decl(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content)
{
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    refuse_entity(context, name);
}

static void on_unparsed_entity_decl(void *context, const xmlChar *name, const xmlChar *public_id,
                                    const xmlChar *system_id, const xmlChar *notation)
{
    (void)public_id;
    (void)system_id;
    (void)notation;
    refuse_entity(context, name);
}

/* libxml2 knows the five of XML itself without asking. */
static xmlEntityPtr on_get_entity(void *context, const xmlChar *name)
{
    refuse_entity(context, name);
    return NULL;
}

static xmlParserInputPtr on_resolve_entity(void *context, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)public_id;
    refuse_entity(context, system_id ? system_id : BAD_CAST "");
    return NULL;
}

/* A name of another document type in front: passed over. */
static void on_subset(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)context;
    (void)name;
    (void)public_id;
    (void)system_id;
}

/* ---- errors --------------------------------------------------------------------------------- */

static void on_error(void *context, xmlErrorPtr error)
{
    sr_xml *xml = context;
    char words[160];

    if (xml->rc != 0 || !error || error->level != XML_ERR_FATAL)
        return;
    if (error->code == XML_ERR_NO_MEMORY) { /* what it says of a full dictionary (SR_XML_NAMES_MAX) */
        sr_refuse(&xml->err, SR_D013, "%s: its XML has more different names than %d bytes hold", xml->name,
                  SR_XML_NAMES_MAX);
        sr_xml_stop(xml);
        return;
    }
    snprintf(words, sizeof words, "%s", error->message ? error->message : "not well-formed");
    words[strcspn(words, "\n")] = '\0';
    sr_refuse(&xml->err, SR_D021, "%s: its XML is damaged at line %d: %s", xml->name, error->line, words);
    sr_xml_stop(xml);
}

void sr_xml_stop(sr_xml *xml)
{
    xml->rc = -1;
    xmlStopParser(xml->parser);
}

/* ---- bytes ---------------------------------------------------------------------------------- */

/* Bytes asked for at once: zlib copies the last 32 KiB of each piece. libxml2 asks for 4,000. */
enum { PIECE_BYTES = 64 * 1024 };
/* Signs = in a tag that spans pieces; its formulas have some, too. */
enum { EQUALS_MAX = 8 * 1024 };

static int refuse_attributes(sr_xml *xml)
{
    return sr_refuse(&xml->err, SR_D013, "%s: an element of its XML has more than %d attributes", xml->name,
                     SR_XML_ATTRIBUTES_MAX);
}

/* The piece at hand went by without an event. */
static void check_silence(sr_xml *xml)
{
    const char *end = xml->piece + xml->len;

    for (const char *p = xml->piece; (p = memchr(p, '=', (size_t)(end - p))); p++)
        xml->equals++;
    if (xml->silent > SR_XML_SILENT_MAX)
        xml->rc = sr_refuse(&xml->err, SR_D013, "%s: a tag or comment of its XML is longer than %d bytes", xml->name,
                            SR_XML_SILENT_MAX);
    else if (xml->equals > EQUALS_MAX)
        xml->rc = refuse_attributes(xml);
}

static void read_piece(sr_xml *xml)
{
    if (xml->rc == 0 && xml->silent)
        check_silence(xml);
    xml->at = xml->len = 0;
    if (xml->rc != 0)
        return;
    ssize_t n = xml->read(xml->context, xml->piece, PIECE_BYTES, &xml->err);
    if (n < 0)
        xml->rc = -1;
    else
        xml->silent += xml->len = (size_t)n;
}

/* What cannot be read ends the document for libxml2; its error then is not told (on_error). */
static int on_read(void *context, char *buffer, int len)
{
    sr_xml *xml = context;

    if (xml->at == xml->len)
        read_piece(xml);
    size_t n = xml->len - xml->at < (size_t)len ? xml->len - xml->at : (size_t)len;
    memcpy(buffer, xml->piece + xml->at, n);
    xml->at += n;
    return (int)n;
}

/* ---- open, parse, close ------------------------------------------------------------------- */

static pthread_once_t once = PTHREAD_ONCE_INIT;

void sr_xml_open(sr_xml *xml, xmlSAXHandler *sax, const char *name, sr_xml_read *read, void *context)
{
    pthread_once(&once, xmlInitParser);
    *sax = (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = sax->startElementNs,
        .endElementNs = sax->endElementNs,
        .characters = sax->characters,
        .ignorableWhitespace = sax->characters,
        .cdataBlock = sax->cdataBlock ? sax->cdataBlock : sax->characters,
        .internalSubset = on_subset,
        .externalSubset = on_subset,
        .resolveEntity = on_resolve_entity,
        .getEntity = on_get_entity,
        .getParameterEntity = on_get_entity,
        .entityDecl = on_entity_decl,
        .unparsedEntityDecl = on_unparsed_entity_decl,
        .serror = on_error,
    };
    *xml = (sr_xml){.name = name, .read = read, .context = context, .piece = malloc(PIECE_BYTES)};
    xml->parser = xmlCreateIOParserCtxt(sax, xml, on_read, NULL, xml, XML_CHAR_ENCODING_NONE);
    if (!xml->parser || !xml->piece)
        abort(); /* as in core/arena.h */
    /* "Substitute entities", or & in an attribute would come as &#38;: there is none but XML's own to substitute. */
    xmlCtxtUseOptions(xml->parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE);
    xmlDictSetLimit(xml->parser->dict, SR_XML_NAMES_MAX);
}

void sr_xml_close(sr_xml *xml)
{
    if (!xml->parser)
        return;
    if (xml->parser->myDoc) {
        xmlFreeDoc(xml->parser->myDoc);
        xml->parser->myDoc = NULL;
    }
    xmlFreeParserCtxt(xml->parser);
    xml->parser = NULL;
    free(xml->piece);
}

int sr_xml_parse(sr_xml *xml, sr_error *err)
{
    xmlParseDocument(xml->parser);
    if (xml->rc == 0 && !xml->parser->wellFormed)
        xml->rc = sr_refuse(&xml->err, SR_D021, "%s: its XML is damaged", xml->name);
    if (xml->rc != 0)
        *err = xml->err;
    return xml->rc;
}

/* ---- events --------------------------------------------------------------------------------- */

static bool heard(sr_xml *xml)
{
    xml->silent = xml->equals = 0;
    return xml->rc == 0;
}

static bool is_refused(sr_xml *xml, int n_namespaces, int n_attributes, const xmlChar **attributes)
{
    if (xml->depth > SR_XML_DEPTH_MAX)
        return sr_refuse(&xml->err, SR_D013, "%s: its XML nests more than %d elements", xml->name, SR_XML_DEPTH_MAX);
    if (n_attributes > SR_XML_ATTRIBUTES_MAX || n_namespaces > SR_XML_ATTRIBUTES_MAX)
        return refuse_attributes(xml);
    for (int i = 0; i < n_attributes; i++)
        if (attributes[5 * i + 4] - attributes[5 * i + 3] > SR_XML_ATTRIBUTE_MAX)
            return sr_refuse(&xml->err, SR_D013, "%s: an attribute of its XML is longer than %d bytes", xml->name,
                             SR_XML_ATTRIBUTE_MAX);
    return false;
}

bool sr_xml_begin(sr_xml *xml, int n_namespaces, int n_attributes, const xmlChar **attributes)
{
    if (!heard(xml))
        return false;
    xml->depth++;
    if (is_refused(xml, n_namespaces, n_attributes, attributes))
        sr_xml_stop(xml);
    return xml->rc == 0;
}

bool sr_xml_end(sr_xml *xml)
{
    xml->depth--;
    return heard(xml);
}

bool sr_xml_text(sr_xml *xml)
{
    return heard(xml);
}

const xmlChar *sr_xml_intern(const sr_xml *xml, const char *name)
{
    return xmlDictLookup(xml->parser->dict, BAD_CAST name, -1);
}

sr_slice sr_xml_root(sr_slice head)
{
    if (head.len > 3 && memcmp(head.ptr, "\xEF\xBB\xBF", 3) == 0)
        head = sr_sub(head, 3, head.len);
    head = sr_trim(head);
    for (size_t i = 0; head.len && head.ptr[0] == '<' && i + 1 < head.len; i++) {
        if (head.ptr[i] != '<' || head.ptr[i + 1] == '?' || head.ptr[i + 1] == '!')
            continue;
        size_t from = ++i;
        for (; i < head.len && head.ptr[i] != '>' && !sr_is_blank((unsigned char)head.ptr[i]); i++)
            if (head.ptr[i] == ':')
                from = i + 1;
        return sr_sub(head, from, i);
    }
    return (sr_slice){NULL, 0};
}
