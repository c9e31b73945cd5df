package org.broadsheet.corpus.format;

/// The beginning of a file, from which its format is told.
///
/// @param fileName the file's name in lower case without folder and without `.gz`; may be empty
/// @param text     the first 16 KiB decoded (byte-order mark gone); undecodable bytes are U+FFFD
public record Head(String fileName, String text) {
    /// The text without leading white space.
    public String start() {
        return text.stripLeading();
    }
}
