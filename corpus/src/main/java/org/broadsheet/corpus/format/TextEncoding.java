package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out how a text file is encoded: a byte-order mark says so; else UTF-8 where the beginning is valid UTF-8,
/// UTF-16 where every second
/// byte is zero, what the file itself declares (XML's `encoding=`, a `% Encoding:` or `coding:` line of BibTeX), and
/// windows-1252 otherwise. Bytes that make no sense become U+FFFD and never an error.
final class TextEncoding {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LOOK = 64 * 1024;
    private static final Pattern DECLARED =
            Pattern.compile("\\A\\s*<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})[\"']"
                    + "|(?im)^%.{0,40}?(?:encoding|coding)\\s*:\\s*([\\w.:-]{1,40})");

    private TextEncoding() {}

    /// A reader of the whole stream, without the mark.
    static BufferedReader reader(InputStream in) throws IOException {
        PushbackInputStream rest = new PushbackInputStream(in, LOOK);
        byte[] start = rest.readNBytes(LOOK);
        Charset charset = guess(start, start.length == LOOK);
        int mark = markLength(start);
        rest.unread(start, mark, start.length - mark);
        Reader decoded = new InputStreamReader(
                rest,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        return new BufferedReader(decoded, 1 << 16);
    }

    /// The beginning as text.
    ///
    /// @param more whether the file goes on, so that the last bytes may be half a character
    static String decodeHead(byte[] start, boolean more) {
        int mark = markLength(start);
        return new String(start, mark, start.length - mark, guess(start, more));
    }

    private static int markLength(byte[] b) {
        if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) return 3;
        if (b.length >= 2 && (b[0] == (byte) 0xFE && b[1] == (byte) 0xFF || b[0] == (byte) 0xFF && b[1] == (byte) 0xFE))
            return 2;
        return 0;
    }

    private static Charset guess(byte[] b, boolean more) {
        int mark = markLength(b);
        if (mark == 3) return StandardCharsets.UTF_8;
        if (mark == 2) return b[0] == (byte) 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < Math.min(b.length, 1024); i++) {
            if (b[i] != 0) continue;
            if ((i & 1) == 0) evenZeros++;
            else oddZeros++;
        }
        int half = Math.min(b.length, 1024) / 2;
        if (half > 1 && evenZeros > half * 0.7 && oddZeros < half * 0.3) return StandardCharsets.UTF_16BE;
        if (half > 1 && oddZeros > half * 0.7 && evenZeros < half * 0.3) return StandardCharsets.UTF_16LE;
        for (int cut = 0; cut <= (more ? 3 : 0) && cut < b.length; cut++) {
            try {
                var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, 0, b.length - cut));
                // Plain ASCII so far says nothing of what is to come; a declaration does.
                return ascii(b) ? declared(b).orElse(StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
            } catch (CharacterCodingException _) {
                // perhaps only the last character is cut in two
            }
        }
        return declared(b).filter(c -> !c.equals(StandardCharsets.UTF_8)).orElse(WINDOWS);
    }

    private static boolean ascii(byte[] b) {
        for (byte c : b) if (c < 0) return false;
        return true;
    }

    /// What the first lines of the file say of its encoding; only encodings in which those lines read the same.
    private static Optional<Charset> declared(byte[] b) {
        Matcher m = DECLARED.matcher(new String(b, 0, Math.min(b.length, 1024), StandardCharsets.ISO_8859_1));
        if (!m.find()) return Optional.empty();
        String name = (m.group(1) != null ? m.group(1) : m.group(2)).replaceFirst("-(?:unix|dos|mac)$", "");
        try {
            Charset c = Charset.forName(name);
            boolean readsAscii = "<% a".equals(new String("<% a".getBytes(StandardCharsets.US_ASCII), c));
            // What calls itself ASCII and then is not was written on Windows.
            return readsAscii && !c.equals(StandardCharsets.US_ASCII) ? Optional.of(c) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
