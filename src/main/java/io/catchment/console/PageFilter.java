package io.catchment.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the files of the page, and of the libraries that it uses, each zipped and with a hash as
 * its entity tag.
 *
 * <p>Not left to the servers: they go by the time of a file, which is the same in every build of
 * this archive, so that a browser would be told that it has the newest page when it has an old one;
 * and they do not zip. What is read of the archive is kept, for nothing in it changes.
 *
 * <p>The page asks for its own files by an address that has the hash of all of them, so that a
 * browser asks for none of them again until another version is deployed. A page of another version
 * gets those of this one.
 *
 * <p>Mapped in {@code web.xml}: annotations promise no order among filters.
 */
public class PageFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String INDEX = "/index.html";
  private static final String LIBRARIES = "/webjars/";
  private static final String OWN = "/app";

  /** As the page writes the addresses of its own files, which are relative. */
  private static final String OWN_IN_PAGE = "\"app/";

  private static final Pattern VERSIONED = Pattern.compile("/app-([0-9a-f]+)(/.+)");
  private static final Pattern PATH =
      Pattern.compile(INDEX + "|(?:/app|/webjars)(?:/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*+)++");

  /** The version, or a hash, is in the address. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** To be asked for again each time: another version may be deployed. */
  private static final String ASK_AGAIN = "no-cache";

  private final transient Map<String, PageFile> files = new ConcurrentHashMap<>();

  /** The hash of all files of our own. */
  private String version;

  @Override
  public void init() throws ServletException {
    StringBuilder all = new StringBuilder();
    try {
      for (String path : pathsBelow(OWN + "/")) {
        find(path).ifPresent(file -> all.append(path).append(file.hash()));
      }
    } catch (IOException e) {
      throw new ServletException("The files of the page cannot be read.", e);
    }
    if (all.isEmpty()) {
      // All versions would have the same hash, and browsers never ask again.
      throw new ServletException("The server does not list the files of the page.");
    }
    version = PageFile.hash(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private SortedSet<String> pathsBelow(String folder) {
    SortedSet<String> paths = new TreeSet<>();
    Set<String> found = getServletContext().getResourcePaths(folder);
    for (String path : found == null ? Set.<String>of() : found) {
      paths.addAll(path.endsWith("/") ? pathsBelow(path) : Set.of(path));
    }
    return paths;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = pathOf(request);
    Matcher versioned = VERSIONED.matcher(path);
    boolean isVersioned = versioned.matches();
    String name = isVersioned ? OWN + versioned.group(2) : path;
    Optional<PageFile> file = reads(request) ? find(name) : Optional.empty();
    if (file.isPresent()) {
      boolean forEver =
          path.startsWith(LIBRARIES) || (isVersioned && versioned.group(1).equals(version));
      send(file.get(), forEver ? FOR_EVER : ASK_AGAIN, request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static String pathOf(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/") ? INDEX : path;
  }

  private static boolean reads(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private Optional<PageFile> find(String path) throws IOException {
    PageFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<String> type = PageFile.findType(path).filter(t -> PATH.matcher(path).matches());
    Optional<PageFile> read = type.isPresent() ? read(path, type.get()) : Optional.empty();
    read.ifPresent(file -> files.put(path, file));
    return read;
  }

  private Optional<PageFile> read(String path, String type) throws IOException {
    try (InputStream in = getServletContext().getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(PageFile.of(type, withVersion(path, in.readAllBytes())));
    }
  }

  private byte[] withVersion(String path, byte[] bytes) {
    return path.equals(INDEX)
        ? new String(bytes, StandardCharsets.UTF_8)
            .replace(OWN_IN_PAGE, "\"app-" + version + "/")
            .getBytes(StandardCharsets.UTF_8)
        : bytes;
  }

  private static void send(
      PageFile file, String caching, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean inGzip = takesGzip(request);
    String tag = file.tag(inGzip);
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", caching);
    response.setHeader("Vary", "Accept-Encoding");
    if (hasAlready(request, tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      write(file.type(), inGzip ? file.zipped() : file.bytes(), inGzip, response);
    }
  }

  private static void write(String type, byte[] bytes, boolean inGzip, HttpServletResponse response)
      throws IOException {
    response.setContentType(type);
    if (inGzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static boolean takesGzip(HttpServletRequest request) {
    String encodings = request.getHeader("Accept-Encoding");
    return encodings != null
        && Pattern.compile(",", Pattern.LITERAL)
            .splitAsStream(encodings)
            .map(String::strip)
            .anyMatch(encoding -> encoding.matches("gzip(?:\\s*;\\s*q=(?:1|0?\\.[1-9]).*)?"));
  }

  private static boolean hasAlready(HttpServletRequest request, String tag) {
    String tags = request.getHeader("If-None-Match");
    return tags != null && (tags.equals("*") || tags.contains(tag));
  }
}
