package org.broadsheet.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Notice.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Identifier DOI = new Identifier(Scheme.DOI, "10.5555/r", 0);
    private static final Identifier PUBMED = new Identifier(Scheme.PUBMED, "77", 0);

    private static Notice notice(Kind kind, @Nullable String date, @Nullable Identifier by, String text) {
        return Notice.of(kind, date == null ? null : PartialDate.parse(date).orElseThrow(), by, text);
    }

    @Test
    void metadataKeepWhatNoOtherNoticeSays() {
        Notice bare = notice(Kind.RETRACTED, null, null, "");
        Notice full = notice(Kind.RETRACTED, "2020-05-03", DOI, "Error in Data");
        Notice other = notice(Kind.RETRACTED, null, PUBMED, "Journal. 2020;1:2");
        Notice corrected = notice(Kind.CORRECTED, "2019", null, "");
        Metadata m = Metadata.builder()
                .title("On bogs")
                .notices(List.of(full, bare, other, corrected, full))
                .build();
        assertThat(m.notices()).containsExactly(other, corrected, full);
        assertThat(m.toBuilder().notice(bare).build()).isEqualTo(m);
        assertThat(m.warning()).contains(full);
    }

    @Test
    void theGravestThatStandsIsToldAndAReinstatementEndsWhatWasBefore() {
        Notice concern = notice(Kind.CONCERN, "2019-01-01", null, "");
        Notice retracted = notice(Kind.RETRACTED, "2020-05-03", null, "");
        Notice reinstated = notice(Kind.REINSTATED, "2021", null, "");
        Notice again = notice(Kind.CONCERN, "2022", null, "");
        assertThat(Notice.standing(List.of(notice(Kind.REVISED, null, null, ""))))
                .isEmpty();
        assertThat(Notice.standing(List.of(concern, retracted))).contains(retracted);
        assertThat(Notice.standing(List.of(concern, retracted, reinstated))).isEmpty();
        assertThat(Notice.standing(List.of(concern, retracted, reinstated, again)))
                .contains(again);
        assertThat(Notice.standing(List.of(retracted, notice(Kind.REINSTATED, null, null, ""))))
                .isEmpty();
    }

    @Test
    void twoRegistersMayMeanOneEvent() {
        Notice a = notice(Kind.CORRECTED, "2020-05-03", DOI, "");
        assertThat(a.sameAs(notice(Kind.CORRECTED, "2020-05", PUBMED, "Erratum")))
                .isTrue();
        assertThat(a.sameAs(notice(Kind.CORRECTED, null, null, ""))).isTrue();
        assertThat(a.sameAs(notice(Kind.CORRECTED, "2020-06", PUBMED, ""))).isFalse();
        assertThat(a.sameAs(notice(Kind.CORRECTED, null, new Identifier(Scheme.DOI, "10.5555/s", 0), "")))
                .isFalse();
        assertThat(a.sameAs(notice(Kind.RETRACTED, "2020-05-03", DOI, ""))).isFalse();
    }

    @Test
    void textIsOneBoundedLine() {
        assertThat(Notice.of(Kind.RETRACTED, null, null, " a\n b &amp; c ").text())
                .isEqualTo("a b & c");
        assertThat(Notice.of(Kind.RETRACTED, null, null, "x".repeat(9_000)).text())
                .hasSize(Notice.MAX_TEXT);
        assertThatThrownBy(() -> new Notice(Kind.RETRACTED, null, null, "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one line");
    }
}
