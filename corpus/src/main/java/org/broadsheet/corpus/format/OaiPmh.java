package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Answers of OAI-PMH servers: one page of records, one record, or a protocol error. Understands the
/// metadata forms
/// `arXiv`, `arXivRaw`, `oai_dc`, JATS and DataCite. Records that the server marks as deleted are counted,
/// not read.
///
/// A harvester reads a page with [#readPage] and goes on with the token in [Page#resumptionToken].
public final class OaiPmh implements PaperFormat {
    private static final Set<String> PARTS = Set.of("record", "error", "resumptionToken");

    /// What one answer was, besides its records.
    ///
    /// @param records          good records
    /// @param rejected         records that could not be read
    /// @param deleted          records the server marks as deleted
    /// @param resumptionToken  asks for the next page; empty on the last page, and where the list is whole
    /// @param completeListSize records of all pages together as the server estimates them, or -1
    /// @param error            what the server complained of, if it did
    /// @param whole            whether the answer arrived to its end; where it did not, a token may be
    /// missing
    public record Page(
            long records,
            long rejected,
            long deleted,
            Optional<String> resumptionToken,
            long completeListSize,
            Optional<ProtocolError> error,
            boolean whole) {}

    /// An error of the protocol.
    ///
    /// @param code    as the protocol names it: `noRecordsMatch`, `badResumptionToken`, ...
    /// @param message what the server adds, perhaps empty
    public record ProtocolError(String code, String message) {
        /// Whether this only says that there is nothing new.
        public boolean nothingFound() {
            return code.equals("noRecordsMatch");
        }

        @Override
        public String toString() {
            return message.isEmpty() ? code : code + ": " + message;
        }
    }

    @Override
    public String name() {
        return "oai-pmh";
    }

    @Override
    public boolean recognises(Head head) {
        XmlHead xml = XmlHead.of(head);
        return xml.is("OAI-PMH") || xml.is("record", "ListRecords", "GetRecord") && xml.mentions("<header", ":header");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        Page page = readPage(in, context, sink);
        page.error().ifPresent(e -> sink.reject("answer", "the server answered with the error " + e));
    }

    /// Reads one answer; its records go to `sink`. A protocol error is no rejected record here but part of
    /// the result.
    ///
    /// @throws IOException only where the stream itself fails
    public static Page readPage(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        Reading reading = new Reading(context, sink);
        boolean whole = XmlRecords.read(TextEncoding.reader(in), PARTS, reading, reading);
        return new Page(
                reading.records,
                reading.rejected,
                reading.deleted,
                Optional.ofNullable(reading.token),
                reading.completeListSize,
                Optional.ofNullable(reading.error),
                whole);
    }

    private static final class Reading implements XmlRecords.Handler, RecordSink {
        private final ReadContext context;
        private final RecordSink sink;
        private long records;
        private long rejected;
        private long deleted;
        private @Nullable String token;
        private long completeListSize = -1;
        private @Nullable ProtocolError error;

        Reading(ReadContext context, RecordSink sink) {
            this.context = context;
            this.sink = sink;
        }

        @Override
        public void accept(SourceRecord record, String where) {
            records++;
            sink.accept(record, where);
        }

        @Override
        public void notice(NoticeRecord notice) {
            sink.notice(notice);
        }

        @Override
        public void reject(String where, String why) {
            rejected++;
            sink.reject(where, why);
        }

        @Override
        public void record(XmlElement part, String where) {
            switch (part.localName()) {
                case "resumptionToken" -> {
                    String text = part.text();
                    token = text.isEmpty() ? null : text;
                    completeListSize = size(part.attribute("completeListSize"));
                }
                case "error" -> {
                    String code = part.attribute("code");
                    error = new ProtocolError(
                            code == null ? "unknown" : code, part.text().replaceAll("\\s+", " "));
                }
                default -> paper(part, where);
            }
        }

        private static long size(@Nullable String text) {
            return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
        }

        private void paper(XmlElement record, String where) {
            XmlElement header = record.first("header");
            if (header != null && header.has("status", "deleted")) {
                deleted++;
                return;
            }
            XmlElement metadata = record.first("metadata");
            if (metadata == null || metadata.children().isEmpty())
                throw new IllegalArgumentException("the record has no metadata");
            XmlElement form = metadata.children().getFirst();
            Metadata m = switch (form.localName()) {
                case "arXiv", "arXivRaw" ->
                    ArxivRecord.announced(ArxivRecord.of(form).build(), header);
                case "dc" -> DublinCore.read(form, header);
                case "article" -> Jats.metadata(form);
                case "resource" -> DataciteXml.metadata(form);
                case "oai_datacite" -> DataciteXml.metadata(payload(form));
                default ->
                    throw new IllegalArgumentException("metadata of the form '" + form.localName()
                            + "' are not understood; ask the server for oai_dc or arXiv");
            };
            accept(new SourceRecord(context.provenance(key(header, m)), m), where);
        }

        private static XmlElement payload(XmlElement wrapper) {
            XmlElement inner = wrapper.first("payload", "resource");
            if (inner == null) throw new IllegalArgumentException("the record has no DataCite metadata in it");
            return inner;
        }

        private static String key(@Nullable XmlElement header, Metadata m) {
            String oai = header == null ? null : header.text("identifier");
            if (oai == null || oai.startsWith("oai:arXiv.org:"))
                return m.identifier(Scheme.ARXIV).map(Identifier::value).orElse("");
            return oai;
        }
    }
}
