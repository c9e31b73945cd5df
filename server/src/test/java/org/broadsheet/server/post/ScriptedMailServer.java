package org.broadsheet.server.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A mail server on this machine that answers each command as a test says, and breaks off where the test
/// says nothing.
final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final @Nullable SSLSocketFactory upgrade;
    private final UnaryOperator<String> script;
    /// Commands it heard, in order; a letter's end is `.`.
    final List<String> heard = new CopyOnWriteArrayList<>();

    /// @param script answers a command (`RCPT TO:<…>`, `DATA`, `.`) with a line; an empty one for what is
    /// usual; `cut`
    /// to break the connection
    ScriptedMailServer(UnaryOperator<String> script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), null, script);
    }

    /// @param socket  where it listens
    /// @param upgrade encrypts what follows a `STARTTLS` that the script answers; null where it is not to
    ScriptedMailServer(ServerSocket socket, @Nullable SSLSocketFactory upgrade, UnaryOperator<String> script) {
        this.script = script;
        this.socket = socket;
        this.upgrade = upgrade;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException _) {
                // The client went, or the test is over.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        say(client.getOutputStream(), "220 here");
        listen(client);
    }

    private void listen(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (!answer(out, line)) return;
            if (line.equals("STARTTLS") && upgrade != null) {
                try (SSLSocket encrypted = (SSLSocket) upgrade.createSocket(client, null, client.getPort(), false)) {
                    encrypted.setUseClientMode(false);
                    listen(encrypted);
                }
                return;
            }
            if (line.equals("DATA")) {
                String text = in.readLine();
                while (text != null && !text.equals(".")) text = in.readLine();
                heard.add(".");
                if (!answer(out, ".")) return;
            }
        }
    }

    private boolean answer(OutputStream out, String command) throws IOException {
        String said = script.apply(command);
        if (said.equals("cut")) return false;
        say(out, !said.isEmpty() ? said : command.equals("DATA") ? "354 go on" : "250 good");
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
