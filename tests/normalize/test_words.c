/* Words that a narrow cell broke: joined where the document knows them, left alone where it does not. */
#include "normalize/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const prose[] = {
    "Tersedianya layanan dan meningkatkan keseimbangan pengelolaan pemerintahan.",
    "Meningkatkan pengelolaan pemerintahan di Kota Contoh, Kota Lain dan Kota Tua.",
    "Kerja sama daerah; kerja sama desa; kerja sama antar dinas; kerjasama pernah ditulis begini.",
    "PENYELENGGARAAN PEMERINTAHAN DAERAH, disusun oleh pemerintah yang di atas.",
    "Pemerintah daerah, pemerintah desa, pemerintah kota; pemerintahan pemerintahan.",
};

static const struct {
    const char *broken, *mended; /* NULL: left as it is */
} cases[] = {
    {"Tersedi anya layanan", "Tersedianya layanan"},
    {"Keseimbang an", "Keseimbangan"},
    {"Meningkatk an pengelol aan", "Meningkatkan pengelolaan"},
    {"Tata Kelola Pemerintah an", "Tata Kelola Pemerintahan"},
    {"Pem erintah an desa", "Pemerintahan desa"},
    {"PENYELENGGARAA N PEMERINTAHAN", "PENYELENGGARAAN PEMERINTAHAN"},
    {"Kot a Contoh", "Kota Contoh"},
    {"kerja sama desa", NULL}, /* both are words, and commoner than the one */
    {"di susun oleh", NULL},   /* "di" is a word */
    {"Pengembanga n", NULL},   /* stands nowhere whole */
    {"Kota Tua", NULL},
    {"huruf a dan b", NULL},
    {"", NULL},
    {" a", NULL},
};

static void words(void **state)
{
    sr_doc doc;

    (void)state;
    sr_doc_init(&doc);
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        sr_doc_text(&doc, SR_BLOCK_PROSE, sr_str(prose[i]), i + 1);
    sr_words *known = sr_words_learn(&doc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sr_cell cell = {.text = cases[i].broken, .text_len = (uint32_t)strlen(cases[i].broken)};
        bool mended = sr_words_mend(known, &doc.batch, &cell);
        const char *want = cases[i].mended ? cases[i].mended : cases[i].broken;
        if (mended != (cases[i].mended != NULL) || !sr_eq(sr_cell_text(&cell), sr_str(want)))
            fail_msg("\"%s\" became \"%.*s\"", cases[i].broken, SR_FMT(sr_cell_text(&cell)));
    }
    sr_doc_free(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
