package org.broadsheet.server.community;

/// Carries a letter to an address that somebody says is an author's.
public interface ClaimDelivery {
    /// @param address where to, checked to be a single mail address
    /// @param text    plain text
    void deliver(String address, String subject, String text);
}
