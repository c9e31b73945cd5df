package org.broadsheet.server.reader;

/// A person with an account.
///
/// @param id          never changes
/// @param name        sign-in name, lower case, unique; part of public addresses
/// @param displayName as shown beside comments and submissions
/// @param role        what the reader may do
public record Reader(ReaderId id, String name, String displayName, Role role) {}
