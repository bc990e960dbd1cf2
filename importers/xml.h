/*
 * xml.h - XML as a stream of events, from libxml2's SAX2 parser, with nothing that XML could reach out with.
 *
 * The parser asks for bytes as it needs them (its push parser looks ahead in each piece for the end of every tag, which
 * costs a tenth), events go to the caller's SAX2 functions; nothing of the document is kept. A
 * DOCTYPE is passed over and never loaded; a document that declares entities is refused (D013) before any is used, so
 * that none can grow or name a file; elements that nest too deep, attributes that are too long, and whatever is not
 * well-formed are refused too (D013, D021). No file is opened and no network used.
 */
#ifndef SR_XML_H
#define SR_XML_H

#include "core/error.h"
#include "core/slice.h"

#include <libxml/parser.h>
#include <sys/types.h>

/* A cell of a spreadsheet is at about ten; libxml2 would give up at 256. */
enum { SR_XML_DEPTH_MAX = 128 };
/* A formula has 8,192 characters at most (OpenFormula leaves it open; Calc and Excel do not). libxml2: 10 MB. */
enum { SR_XML_ATTRIBUTE_MAX = 1024 * 1024 };
/*
 * Bytes of which no event comes: a tag with its attributes, a comment, a CDATA section; libxml2 holds them whole. It
 * has limits of its own, one of which long attributes in many a tag run into by chance, so they are replaced by this.
 */
enum { SR_XML_SILENT_MAX = 8 * 1024 * 1024 };
/* Of one element; each is compared with all others. The most that OpenDocument allows on one is below a hundred. */
enum { SR_XML_ATTRIBUTES_MAX = 512 };
/* Bytes of different names, which libxml2 keeps. OpenDocument has some thousands. */
enum { SR_XML_NAMES_MAX = 1024 * 1024 };

/* Up to len bytes; 0 at the end; -1 with *err. */
typedef ssize_t sr_xml_read(void *context, void *buffer, size_t len, sr_error *err);

/* The first member of the struct that the SAX functions get as their context. */
typedef struct sr_xml {
    xmlParserCtxtPtr parser;
    const char *name; /* of the document, for messages; borrowed */
    sr_xml_read *read;
    void *context; /* of read */
    char *piece;   /* bytes that the parser has not asked for yet: [at, len) */
    size_t at, len;
    uint64_t silent; /* bytes since the last event, by whole pieces */
    uint64_t equals; /* signs = in them: a tag has one for each attribute */
    int depth;
    int rc;
    sr_error err; /* if rc is not 0 */
} sr_xml;

/*
 * Sets up xml and its parser. sax has startElementNs, endElementNs and characters set, perhaps cdataBlock; the rest is
 * filled here. startElementNs begins with sr_xml_begin, endElementNs with sr_xml_end, characters with sr_xml_text. read
 * gives the bytes, context is its own. sax and name are borrowed.
 */
void sr_xml_open(sr_xml *xml, xmlSAXHandler *sax, const char *name, sr_xml_read *read, void *context);
void sr_xml_close(sr_xml *xml);
/* Parses to the end. 0, or -1 with *err. Events stop for good at the first error. */
int sr_xml_parse(sr_xml *xml, sr_error *err);
/* Ends the parsing from within an event: sr_xml_parse returns -1 with xml->err, which the caller has filled. */
void sr_xml_stop(sr_xml *xml);

/* False once the parsing is ended. attributes are SAX2's: five pointers each. */
bool sr_xml_begin(sr_xml *xml, int n_namespaces, int n_attributes, const xmlChar **attributes);
bool sr_xml_end(sr_xml *xml);
bool sr_xml_text(sr_xml *xml);

/* A name as libxml2 passes it: names and namespaces of events may be compared by pointer with what this gives. */
const xmlChar *sr_xml_intern(const sr_xml *xml, const char *name);
/* SAX2's attribute i: local name at [0], namespace at [2], value at [3] to [4]. */
static inline sr_slice sr_xml_value(const xmlChar **attribute)
{
    return (sr_slice){(const char *)attribute[3], (size_t)(attribute[4] - attribute[3])};
}

/* The local name of the first element of what begins as XML; absent if it does not. */
sr_slice sr_xml_root(sr_slice head);

#endif
