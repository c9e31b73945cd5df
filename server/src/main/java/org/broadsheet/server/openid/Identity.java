package org.broadsheet.server.openid;

/// Who somebody is at the other service.
///
/// @param issuer  the service
/// @param subject its name for them, which stays: up to 255 characters
/// @param name    what they are called, or empty
/// @param account a short name they have there, or empty
public record Identity(String issuer, String subject, String name, String account) {}
