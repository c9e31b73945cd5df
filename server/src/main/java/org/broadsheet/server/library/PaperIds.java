package org.broadsheet.server.library;

import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.server.store.Digests;

/// Makes a paper's own id of the record that founds it, so that the same import into an empty library gives the same
/// ids.
final class PaperIds {
    /// Characters after `p-` in an id: as few as will do, more where that one is taken.
    static final int SHORTEST = 12;

    static final int LONGEST = 26;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private PaperIds() {}

    /// @param digest what tells records apart that have no name anywhere
    /// @param length characters after `p-`, [#SHORTEST] to [#LONGEST]
    static PaperId of(SourceRecord record, String digest, int length) {
        byte[] hash = Digests.sha256(identity(record, digest));
        StringBuilder id = new StringBuilder("p-");
        long bits = 0;
        int have = 0;
        for (int i = 0; id.length() < length + 2; ) {
            if (have < 5) {
                bits = (bits << 8) | (hash[i++] & 0xff);
                have += 8;
            }
            id.append(ALPHABET.charAt((int) (bits >> (have - 5)) & 31));
            have -= 5;
        }
        return new PaperId(id.toString());
    }

    private static String identity(SourceRecord record, String digest) {
        Metadata m = record.metadata();
        if (!m.identifiers().isEmpty()) {
            Identifier best = m.identifiers().getFirst();
            return best.unversioned().toString();
        }
        if (!record.provenance().key().isEmpty())
            return record.provenance().source() + "\n" + record.provenance().key() + "\n" + m.headline();
        return digest;
    }
}
