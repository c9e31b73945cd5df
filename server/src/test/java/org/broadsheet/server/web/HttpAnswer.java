package org.broadsheet.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// An answer as it comes over the wire, asked for byte by byte: clients of a library mend what a hostile one sends.
///
/// @param status  the code, 0 where the connection was closed without a word
/// @param headers lines `name: value`, names in lower case
/// @param body    after the headers, read as UTF-8
record HttpAnswer(int status, List<String> headers, String body) {

    static HttpAnswer get(String base, String path, String... headers) throws IOException {
        return ask(base, "GET", path, "", headers);
    }

    static HttpAnswer ask(String base, String method, String path, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        boolean host = false;
        for (String h : headers) {
            request.append(h).append("\r\n");
            host |= h.toLowerCase(Locale.ROOT).startsWith("host:");
        }
        if (!host)
            request.append("Host: ").append(URI.create(base).getAuthority()).append("\r\n");
        if (!body.isEmpty())
            request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        return raw(
                base, request.append("Connection: close\r\n\r\n").append(body).toString());
    }

    static HttpAnswer raw(String base, String request) throws IOException {
        URI at = URI.create(base);
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return read(socket.getInputStream().readAllBytes());
        }
    }

    private static HttpAnswer read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) return new HttpAnswer(0, List.of(), text);
        List<String> headers = new ArrayList<>();
        String[] lines = text.substring(0, end).split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(lines[i].substring(0, colon).toLowerCase(Locale.ROOT) + lines[i].substring(colon));
        }
        String body = text.substring(end + 4);
        HttpAnswer whole = new HttpAnswer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
        boolean chunked = whole.header("transfer-encoding").equals("chunked")
                && whole.header("content-encoding").isEmpty();
        return chunked ? new HttpAnswer(whole.status, headers, joined(bytes)) : whole;
    }

    private static String joined(byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = headerEnd(bytes);
        while (at < bytes.length) {
            int line = at;
            while (bytes[line] != '\r') line++;
            int size = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.US_ASCII), 16);
            if (size == 0) break;
            body.write(bytes, line + 2, size);
            at = line + 2 + size + 2;
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int headerEnd(byte[] bytes) {
        for (int i = 0; i + 3 < bytes.length; i++)
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') return i + 4;
        return bytes.length;
    }

    /// A header's value, or empty.
    String header(String name) {
        return headers.stream()
                .filter(h -> h.startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(h -> h.substring(name.length() + 1).strip())
                .reduce((a, b) -> a + ", " + b)
                .map(Objects::requireNonNull)
                .orElse("");
    }
}
