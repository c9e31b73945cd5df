package org.broadsheet.corpus.source;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Tells the public web from this machine and from private networks.
final class PublicAddress {
    private PublicAddress() {}

    /// Resolves names, but only to addresses of the public web. It is the resolver of the connection
    /// itself, so a name that says one thing when it is checked and another when it is used gains nothing.
    static final class Names implements DnsResolver {
        private final DnsResolver names;

        Names(DnsResolver names) {
            this.names = names;
        }

        Names() {
            this(SystemDefaultDnsResolver.INSTANCE);
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = names.resolve(host);
            for (InetAddress a : all)
                if (!isPublic(a))
                    throw new UnknownHostException(
                            host + " is " + a.getHostAddress() + ", an address that is not public");
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }

    /// Whether an address is one of the public web: not of this machine, of a private or shared network,
    /// for many or for documentation.
    static boolean isPublic(InetAddress a) {
        if (a.isAnyLocalAddress()
                || a.isLoopbackAddress()
                || a.isLinkLocalAddress()
                || a.isSiteLocalAddress()
                || a.isMulticastAddress()) return false;
        byte[] b = a.getAddress();
        if (a instanceof Inet4Address) {
            int first = b[0] & 0xff;
            int second = b[1] & 0xff;
            return !(first == 0
                    || first >= 240
                    || first == 100 && second >= 64 && second < 128
                    || first == 192 && second == 0
                    || first == 198 && (second == 18 || second == 19 || second == 51)
                    || first == 203 && second == 0 && (b[2] & 0xff) == 113);
        }
        if (a instanceof Inet6Address) {
            boolean uniqueLocal = (b[0] & 0xfe) == 0xfc;
            boolean documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && (b[3] & 0xff) == 0xb8;
            // An IPv4 address in other clothes: 64:ff9b::/96, 2002::/16 and ::a.b.c.d.
            boolean translated = b[0] == 0 && b[1] == 0x64 || b[0] == 0x20 && b[1] == 0x02;
            boolean compatible = true;
            for (int i = 0; i < 10; i++) compatible &= b[i] == 0;
            return !(uniqueLocal || documentation || translated || compatible);
        }
        return false;
    }
}
