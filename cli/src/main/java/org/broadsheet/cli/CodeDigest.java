package org.broadsheet.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// What the running program is made of, as one number: a digest of the engine's classes and of the names
/// of the libraries. A rebuild of the same sources has the same; pages and commands do not count, for
/// they compute nothing that is measured.
final class CodeDigest {
    private static final String OURS = "org/broadsheet/";
    private static final String NOT_MEASURED = OURS + "(cli|server)/.*";

    private CodeDigest() {}

    /// Sixteen hexadecimal digits.
    static String here() throws IOException {
        TreeMap<String, byte[]> parts = new TreeMap<>(); // sorted, whatever order a file system lists in
        for (Path entry : classPath()) {
            if (Files.isDirectory(entry)) folder(entry, parts);
            else if (Files.isRegularFile(entry)) jar(entry, parts);
        }
        MessageDigest digest = sha256();
        parts.forEach((name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /// The class path, and what the manifests of its jars add to it.
    private static List<Path> classPath() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String name : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            Path entry = Path.of(name);
            all.add(entry);
            if (!Files.isRegularFile(entry)) continue;
            try (JarFile jar = new JarFile(entry.toFile())) {
                String more = jar.getManifest() == null
                        ? null
                        : jar.getManifest().getMainAttributes().getValue("Class-Path");
                if (more != null) for (String one : more.split(" +")) all.add(entry.resolveSibling(one));
            }
        }
        return all;
    }

    private static void folder(Path folder, Map<String, byte[]> parts) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (measured(name)) parts.put(name, sha256().digest(Files.readAllBytes(file)));
            }
        }
    }

    private static void jar(Path file, Map<String, byte[]> parts) throws IOException {
        boolean ours = false;
        try (JarFile jar = new JarFile(file.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                ours |= entry.getName().startsWith(OURS);
                if (!measured(entry.getName())) continue;
                try (InputStream in = jar.getInputStream(entry)) {
                    parts.put(entry.getName(), sha256().digest(in.readAllBytes()));
                }
            }
        }
        Path name = file.getFileName();
        if (!ours && name != null) parts.put(name.toString(), new byte[0]);
    }

    private static boolean measured(String name) {
        return name.startsWith(OURS) && name.endsWith(".class") && !name.matches(NOT_MEASURED);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
