package org.broadsheet.server.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Link;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps readers' passkeys and lets them in by these (Web Authentication Level 3). What a device signs counts once:
/// its challenge is taken with the answer, and a counter that did not move on, where a device has one, tells of a copy.
/// Who made the device is not asked.
@Component
public final class Passkeys {
    /// Most that a reader keeps.
    public static final int MOST = 20;

    /// Kinds of keys that are taken, the best first: ES256, EdDSA, RS256.
    public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final List<PublicKeyCredentialParameters> KINDS = ALGORITHMS.stream()
            .map(a -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(a)))
            .toList();

    private final Library library;
    private final Database database;
    private final OneTimeLinks challenges;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    public Passkeys(Library library, OneTimeLinks challenges) {
        this.library = library;
        this.database = library.database();
        this.challenges = challenges;
    }

    /// Where a browser has to be.
    ///
    /// @param origin such as `https://papers.example.org`
    /// @param host   the name that passkeys are for, such as `papers.example.org`
    public record Place(String origin, String host) {}

    /// One of a reader's.
    ///
    /// @param id names it to its reader; opens nothing
    public record Passkey(String id, String name, Instant createdAt, Optional<Instant> usedAt) {}

    /// What a device is to sign, within five minutes, once.
    ///
    /// @param reader who wants to keep a new one; null where somebody wants in
    public String challenge(@Nullable ReaderId reader) {
        return challenges.make(Purpose.PASSKEY, reader, reader, "");
    }

    private Link taken(@Nullable CollectedClientData said) throws PasskeyRefused {
        String challenge = said == null ? "" : new String(said.getChallenge().getValue(), StandardCharsets.US_ASCII);
        return challenges
                .take(Purpose.PASSKEY, challenge)
                .orElseThrow(() -> new PasskeyRefused("It took too long, or was used before; try again."));
    }

    /// What a stranger sent may break the reader of it in more ways than it names.
    private static <T> T read(Supplier<T> reading) throws PasskeyRefused {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw new PasskeyRefused("That is not what a device says; try again.", e);
        }
    }

    private static ServerProperty expected(CollectedClientData said, Place place) {
        return ServerProperty.builder()
                .origin(new Origin(place.origin()))
                .rpId(place.host())
                .challenge(new DefaultChallenge(said.getChallenge().getValue()))
                .build();
    }

    // ---- Keeping one
    // ---------------------------------------------------------------------------------------------

    /// Keeps a new one.
    ///
    /// @param json what the browser got from the device (RegistrationResponseJSON)
    /// @param name what its reader calls it
    /// @throws IllegalArgumentException where the name is none, or there are too many
    /// @throws PasskeyRefused           where what the device says is not as it should be
    public Passkey keep(ReaderId reader, String json, String name, Place place) throws PasskeyRefused {
        String called = name.strip();
        if (called.isEmpty() || called.length() > 60 || called.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a passkey's name has 1 to 60 characters");
        if (of(reader).size() >= MOST)
            throw new IllegalArgumentException("you keep " + MOST + " passkeys already; remove one first");
        try {
            RegistrationData data = read(() -> manager.parseRegistrationResponseJSON(json));
            CollectedClientData said = data.getCollectedClientData();
            if (taken(said).reader().filter(reader::equals).isEmpty() || said == null)
                throw new PasskeyRefused("Somebody else began that; try again.");
            manager.verify(data, new RegistrationParameters(expected(said, place), KINDS, false, true));
            AuthenticatorData<?> device = data.getAttestationObject() == null
                    ? null
                    : data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData key = device == null ? null : device.getAttestedCredentialData();
            if (device == null || key == null) throw new PasskeyRefused("The device gave no key; try again.");
            Passkey passkey =
                    new Passkey(RandomIds.id("k"), called, library.clock().instant(), Optional.empty());
            int kept = database.write(() -> database.writing()
                    .update(
                            "insert into passkey (id, reader_id, credential_id, credential, counter, verified,"
                                    + " backup_eligible, backed_up, name, created_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing",
                            passkey.id(),
                            reader.value(),
                            text(key.getCredentialId()),
                            keys.convert(key),
                            device.getSignCount(),
                            device.isFlagUV() ? 1 : 0,
                            device.isFlagBE() ? 1 : 0,
                            device.isFlagBS() ? 1 : 0,
                            called,
                            Times.text(passkey.createdAt())));
            if (kept == 0) throw new PasskeyRefused("This passkey is kept already.");
            return passkey;
        } catch (VerificationException e) {
            throw new PasskeyRefused("What the device said could not be verified; try again.", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // ---- Coming in
    // -----------------------------------------------------------------------------------------------

    private record Kept(
            ReaderId reader,
            AttestedCredentialData key,
            long counter,
            boolean verified,
            boolean eligible,
            boolean backedUp) {}

    /// Whose passkey it is.
    ///
    /// @param json what the browser got from the device (AuthenticationResponseJSON)
    /// @throws PasskeyRefused where it opens nothing
    public ReaderId reader(String json, Place place) throws PasskeyRefused {
        try {
            AuthenticationData data = read(() -> manager.parseAuthenticationResponseJSON(json));
            CollectedClientData said = data.getCollectedClientData();
            if (taken(said).reader().isPresent() || said == null)
                throw new PasskeyRefused("This was asked for something else; try again.");
            String credential = credential(data);
            Kept kept = kept(credential)
                    .orElseThrow(() -> new PasskeyRefused("This house does not know this passkey any more."));
            CredentialRecordImpl record = new CredentialRecordImpl(
                    null,
                    kept.verified(),
                    kept.eligible(),
                    kept.backedUp(),
                    kept.counter(),
                    kept.key(),
                    null,
                    null,
                    null,
                    null);
            manager.verify(data, new AuthenticationParameters(expected(said, place), record, null, false, true));
            AuthenticatorData<?> device = data.getAuthenticatorData();
            if (device == null || !owner(data, kept.reader()))
                throw new PasskeyRefused("This passkey is somebody else’s.");
            // Of two who come with the same count, one gets in.
            int moved = database.write(() -> database.writing()
                    .update(
                            "update passkey set counter = ?, backed_up = ?, used_at = ? where credential_id = ? and counter = ?",
                            device.getSignCount(),
                            device.isFlagBS() ? 1 : 0,
                            Times.text(library.clock().instant()),
                            credential,
                            kept.counter()));
            if (moved == 0) throw new PasskeyRefused("It was used elsewhere at the same time; try again.");
            return kept.reader();
        } catch (VerificationException e) {
            throw new PasskeyRefused("What the device said could not be verified; try again.", e);
        }
    }

    // The library marks arrays in a place where NullAway takes it for their elements.
    @SuppressWarnings("NullAway")
    private static String credential(AuthenticationData data) throws PasskeyRefused {
        if (data.getCredentialId() == null) throw new PasskeyRefused("The device named no passkey; try again.");
        return text(data.getCredentialId());
    }

    /// Whether the device takes the passkey for this reader's, where it says whose it is.
    @SuppressWarnings("NullAway")
    private static boolean owner(AuthenticationData data, ReaderId reader) {
        return data.getUserHandle() == null
                || reader.value().equals(new String(data.getUserHandle(), StandardCharsets.US_ASCII));
    }

    private Optional<Kept> kept(String credential) {
        return database.reading()
                .sql(
                        "select reader_id, credential, counter, verified, backup_eligible, backed_up from passkey where credential_id = ?")
                .param(credential)
                .query((r, _) -> new Kept(
                        new ReaderId(r.getString(1)),
                        keys.convert(r.getBytes(2)),
                        r.getLong(3),
                        r.getInt(4) == 1,
                        r.getInt(5) == 1,
                        r.getInt(6) == 1))
                .optional();
    }

    // ---- A reader's
    // ----------------------------------------------------------------------------------------------

    /// A reader's, the oldest first.
    public List<Passkey> of(ReaderId reader) {
        return database.reading()
                .sql("select id, name, created_at, used_at from passkey where reader_id = ? order by created_at, id")
                .param(reader.value())
                .query((r, _) -> new Passkey(
                        r.getString(1),
                        r.getString(2),
                        Instant.parse(r.getString(3)),
                        Optional.ofNullable(r.getString(4)).map(Instant::parse)))
                .list();
    }

    /// By which devices know a reader's, so that they keep no second one.
    public List<String> credentials(ReaderId reader) {
        return database.reading()
                .sql("select credential_id from passkey where reader_id = ? order by created_at, id")
                .param(reader.value())
                .query((r, _) -> r.getString(1))
                .list();
    }

    /// Forgets one; false where the reader has no such.
    public boolean remove(ReaderId reader, String id) {
        return database.write(() -> database.writing()
                        .update("delete from passkey where reader_id = ? and id = ?", reader.value(), id))
                > 0;
    }
}
