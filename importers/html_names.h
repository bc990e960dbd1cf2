/*
 * html_names.h - the elements and attributes of HTML that matter for its text and tables, and what they do to text.
 *
 * Source: HTML Living Standard, 13.1.2 (void elements), 15.3 (which elements break the line); Microsoft's HTML for
 * Office (x:num, x:fmla), OpenOffice's (sdval, sdnum).
 */
#ifndef SR_HTML_NAMES_H
#define SR_HTML_NAMES_H

#include "core/slice.h"

enum {
    SR_HTML_SOFT = 1,     /* breaks the line: <br> */
    SR_HTML_HARD = 2,     /* what follows is another thing: <p>, <li> */
    SR_HTML_VOID = 4,     /* has no content and no end tag */
    SR_HTML_BOLD = 8,     /* its text is bold */
    SR_HTML_HEADING = 16, /* <h1>: its text is bold too */
    SR_HTML_GRID = 32,    /* a part of a table's structure */
    SR_HTML_DROP = 64,    /* its content is not text of the page: scripts, styles */
    SR_HTML_PRE = 128,    /* line ends in it are line ends */
    SR_HTML_RAW = 256,    /* no tags in it but its own end tag */
    SR_HTML_REFS = 512,   /* ... but character references */
};

#define SR_HTML_ELEMENTS(X)                                                                                            \
    X(A, "a", 0)                                                                                                       \
    X(ADDRESS, "address", SR_HTML_HARD)                                                                                \
    X(ARTICLE, "article", SR_HTML_HARD)                                                                                \
    X(ASIDE, "aside", SR_HTML_HARD)                                                                                    \
    X(B, "b", SR_HTML_BOLD)                                                                                            \
    X(BASE, "base", SR_HTML_VOID)                                                                                      \
    X(BLOCKQUOTE, "blockquote", SR_HTML_HARD)                                                                          \
    X(BODY, "body", 0)                                                                                                 \
    X(BR, "br", SR_HTML_SOFT | SR_HTML_VOID)                                                                           \
    X(CAPTION, "caption", SR_HTML_GRID)                                                                                \
    X(CENTER, "center", SR_HTML_HARD)                                                                                  \
    X(COL, "col", SR_HTML_GRID | SR_HTML_VOID)                                                                         \
    X(COLGROUP, "colgroup", SR_HTML_GRID)                                                                              \
    X(DATA, "data", 0)                                                                                                 \
    X(DD, "dd", SR_HTML_HARD)                                                                                          \
    X(DETAILS, "details", SR_HTML_HARD)                                                                                \
    X(DIV, "div", SR_HTML_HARD)                                                                                        \
    X(DL, "dl", SR_HTML_HARD)                                                                                          \
    X(DT, "dt", SR_HTML_HARD)                                                                                          \
    X(EM, "em", 0)                                                                                                     \
    X(EMBED, "embed", SR_HTML_VOID)                                                                                    \
    X(FIELDSET, "fieldset", SR_HTML_HARD)                                                                              \
    X(FIGCAPTION, "figcaption", SR_HTML_HARD)                                                                          \
    X(FIGURE, "figure", SR_HTML_HARD)                                                                                  \
    X(FONT, "font", 0)                                                                                                 \
    X(FOOTER, "footer", SR_HTML_HARD)                                                                                  \
    X(FORM, "form", SR_HTML_HARD)                                                                                      \
    X(H1, "h1", SR_HTML_HARD | SR_HTML_BOLD | SR_HTML_HEADING)                                                         \
    X(H2, "h2", SR_HTML_HARD | SR_HTML_BOLD | SR_HTML_HEADING)                                                         \
    X(H3, "h3", SR_HTML_HARD | SR_HTML_BOLD | SR_HTML_HEADING)                                                         \
    X(H4, "h4", SR_HTML_HARD | SR_HTML_BOLD | SR_HTML_HEADING)                                                         \
    X(H5, "h5", SR_HTML_HARD | SR_HTML_BOLD | SR_HTML_HEADING)                                                         \
    X(H6, "h6", SR_HTML_HARD | SR_HTML_BOLD | SR_HTML_HEADING)                                                         \
    X(HEAD, "head", 0)                                                                                                 \
    X(HEADER, "header", SR_HTML_HARD)                                                                                  \
    X(HR, "hr", SR_HTML_HARD | SR_HTML_VOID)                                                                           \
    X(HTML, "html", 0)                                                                                                 \
    X(I, "i", 0)                                                                                                       \
    X(IFRAME, "iframe", SR_HTML_DROP | SR_HTML_RAW)                                                                    \
    X(IMG, "img", SR_HTML_VOID)                                                                                        \
    X(INPUT, "input", SR_HTML_VOID)                                                                                    \
    X(LABEL, "label", 0)                                                                                               \
    X(LEGEND, "legend", SR_HTML_HARD)                                                                                  \
    X(LI, "li", SR_HTML_HARD)                                                                                          \
    X(LINK, "link", SR_HTML_VOID)                                                                                      \
    X(MAIN, "main", SR_HTML_HARD)                                                                                      \
    X(META, "meta", SR_HTML_VOID)                                                                                      \
    X(NAV, "nav", SR_HTML_HARD)                                                                                        \
    X(NOEMBED, "noembed", SR_HTML_DROP | SR_HTML_RAW)                                                                  \
    X(NOFRAMES, "noframes", SR_HTML_DROP | SR_HTML_RAW)                                                                \
    X(OL, "ol", SR_HTML_HARD)                                                                                          \
    X(OPTION, "option", SR_HTML_HARD)                                                                                  \
    X(P, "p", SR_HTML_HARD)                                                                                            \
    X(PARAM, "param", SR_HTML_VOID)                                                                                    \
    X(PRE, "pre", SR_HTML_HARD | SR_HTML_PRE)                                                                          \
    X(SCRIPT, "script", SR_HTML_DROP | SR_HTML_RAW)                                                                    \
    X(SECTION, "section", SR_HTML_HARD)                                                                                \
    X(SELECT, "select", SR_HTML_HARD)                                                                                  \
    X(SMALL, "small", 0)                                                                                               \
    X(SOURCE, "source", SR_HTML_VOID)                                                                                  \
    X(SPAN, "span", 0)                                                                                                 \
    X(SS_CELL, "ss:cell", 0) /* these of a spreadsheet in a data island */                                             \
    X(SS_COLUMN, "ss:column", 0)                                                                                       \
    X(SS_COMMENT, "ss:comment", 0)                                                                                     \
    X(SS_DATA, "ss:data", 0)                                                                                           \
    X(SS_NUMBERFORMAT, "ss:numberformat", 0)                                                                           \
    X(SS_ROW, "ss:row", 0)                                                                                             \
    X(SS_STYLE, "ss:style", 0)                                                                                         \
    X(SS_WORKSHEET, "ss:worksheet", 0)                                                                                 \
    X(STRONG, "strong", SR_HTML_BOLD)                                                                                  \
    X(STYLE, "style", SR_HTML_DROP | SR_HTML_RAW)                                                                      \
    X(SUB, "sub", 0)                                                                                                   \
    X(SUMMARY, "summary", SR_HTML_HARD)                                                                                \
    X(SUP, "sup", 0)                                                                                                   \
    X(TABLE, "table", SR_HTML_GRID)                                                                                    \
    X(TBODY, "tbody", SR_HTML_GRID)                                                                                    \
    X(TD, "td", SR_HTML_GRID)                                                                                          \
    X(TEMPLATE, "template", SR_HTML_DROP)                                                                              \
    X(TEXTAREA, "textarea", SR_HTML_PRE | SR_HTML_RAW | SR_HTML_REFS)                                                  \
    X(TFOOT, "tfoot", SR_HTML_GRID)                                                                                    \
    X(TH, "th", SR_HTML_GRID)                                                                                          \
    X(THEAD, "thead", SR_HTML_GRID)                                                                                    \
    X(TITLE, "title", SR_HTML_HARD | SR_HTML_RAW | SR_HTML_REFS)                                                       \
    X(TR, "tr", SR_HTML_GRID)                                                                                          \
    X(TRACK, "track", SR_HTML_VOID)                                                                                    \
    X(U, "u", 0)                                                                                                       \
    X(UL, "ul", SR_HTML_HARD)                                                                                          \
    X(WBR, "wbr", SR_HTML_VOID)                                                                                        \
    X(XML, "xml", SR_HTML_DROP) /* data islands of Excel and Word */                                                   \
    X(XMP, "xmp", SR_HTML_HARD | SR_HTML_PRE | SR_HTML_RAW)

#define SR_HTML_ATTRS(X)                                                                                               \
    X(CLASS, "class")                                                                                                  \
    X(COLSPAN, "colspan")                                                                                              \
    X(HIDDEN, "hidden")                                                                                                \
    X(ROWSPAN, "rowspan")                                                                                              \
    X(SDNUM, "sdnum")                                                                                                  \
    X(SDVAL, "sdval")                                                                                                  \
    X(SELECTED, "selected")                                                                                            \
    X(SPAN, "span")                                                                                                    \
    X(SS_FORMAT, "ss:format")                                                                                          \
    X(SS_FORMULA, "ss:formula")                                                                                        \
    X(SS_HIDDEN, "ss:hidden")                                                                                          \
    X(SS_ID, "ss:id")                                                                                                  \
    X(SS_INDEX, "ss:index")                                                                                            \
    X(SS_MERGEACROSS, "ss:mergeacross")                                                                                \
    X(SS_MERGEDOWN, "ss:mergedown")                                                                                    \
    X(SS_NAME, "ss:name")                                                                                              \
    X(SS_SPAN, "ss:span")                                                                                              \
    X(SS_STYLEID, "ss:styleid")                                                                                        \
    X(SS_TYPE, "ss:type")                                                                                              \
    X(STYLE, "style")                                                                                                  \
    X(X_BOOL, "x:bool")                                                                                                \
    X(X_ERR, "x:err")                                                                                                  \
    X(X_FMLA, "x:fmla")                                                                                                \
    X(X_NUM, "x:num")                                                                                                  \
    X(X_STR, "x:str")

#define X(symbol, name, flags) SR_EL_##symbol,
typedef enum sr_html_element { SR_EL_OTHER, SR_HTML_ELEMENTS(X) SR_EL_COUNT } sr_html_element;
#undef X
#define X(symbol, name) SR_ATTR_##symbol,
typedef enum sr_html_attr { SR_ATTR_OTHER, SR_HTML_ATTRS(X) SR_ATTR_COUNT } sr_html_attr;
#undef X

/* By name, in any case of letters. */
sr_html_element sr_html_element_of(sr_slice name);
sr_html_attr sr_html_attr_of(sr_slice name);
const char *sr_html_element_name(sr_html_element tag);
/* SR_HTML_* bits. */
unsigned sr_html_flags(sr_html_element tag);

#endif
