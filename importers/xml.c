#include "importers/xml.h"

#include "core/finding.h"

#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

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

/* ---- open, feed, close -------------------------------------------------------------------- */

static pthread_once_t once = PTHREAD_ONCE_INIT;

void sr_xml_open(sr_xml *xml, xmlSAXHandler *sax, const char *name)
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
    xml->name = name;
    xml->depth = 0;
    xml->rc = 0;
    xml->err = (sr_error){0};
    xml->parser = xmlCreatePushParserCtxt(sax, xml, NULL, 0, NULL);
    if (!xml->parser)
        abort(); /* as in core/arena.h */
    /* "Substitute entities", or & in an attribute would come as &#38;: there is none but XML's own to substitute. */
    xmlCtxtUseOptions(xml->parser, XML_PARSE_NOENT | XML_PARSE_NONET);
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
}

int sr_xml_feed(sr_xml *xml, const char *bytes, size_t len, sr_error *err)
{
    if (xml->rc == 0)
        xmlParseChunk(xml->parser, bytes, len > INT_MAX ? INT_MAX : (int)len, len == 0);
    if (xml->rc == 0 && !xml->parser->wellFormed)
        xml->rc = sr_refuse(&xml->err, SR_D021, "%s: its XML is damaged", xml->name);
    if (xml->rc != 0)
        *err = xml->err;
    return xml->rc;
}

/* ---- events --------------------------------------------------------------------------------- */

bool sr_xml_begin(sr_xml *xml, int n_attributes, const xmlChar **attributes)
{
    if (xml->rc != 0)
        return false;
    if (++xml->depth > SR_XML_DEPTH_MAX) {
        sr_refuse(&xml->err, SR_D013, "%s: its XML nests more than %d elements", xml->name, SR_XML_DEPTH_MAX);
        sr_xml_stop(xml);
        return false;
    }
    for (int i = 0; i < n_attributes; i++) {
        if (attributes[5 * i + 4] - attributes[5 * i + 3] <= SR_XML_ATTRIBUTE_MAX)
            continue;
        sr_refuse(&xml->err, SR_D013, "%s: an attribute of its XML is longer than %d bytes", xml->name,
                  SR_XML_ATTRIBUTE_MAX);
        sr_xml_stop(xml);
        return false;
    }
    return true;
}

bool sr_xml_end(sr_xml *xml)
{
    xml->depth--;
    return xml->rc == 0;
}

const xmlChar *sr_xml_intern(const sr_xml *xml, const char *name)
{
    return xmlDictLookup(xml->parser->dict, BAD_CAST name, -1);
}
