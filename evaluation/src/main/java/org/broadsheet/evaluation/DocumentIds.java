package org.broadsheet.evaluation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Distinct document ids of one topic as UTF-8 bytes, numbered in the order they were added.
///
/// Strings would cost four times the memory and most of the time of a large evaluation; here an id costs its bytes
/// and about twelve more, and is found without making an object.
final class DocumentIds {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] pool;
    private int[] ends;
    private int[] slots; // index + 1 by hash, 0 where free; a power of two in length, never more than half full
    private int size;

    DocumentIds(int expected) {
        pool = new byte[Math.max(16, expected * 16)];
        ends = new int[Math.max(4, expected)];
        slots = new int[Integer.highestOneBit(Math.max(4, expected)) * 4];
    }

    private DocumentIds(byte[] pool, int[] ends, int[] slots) {
        this.pool = pool;
        this.ends = ends;
        this.slots = slots;
        this.size = ends.length;
    }

    static byte[] utf8(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return size;
    }

    /// @return the new id's number, or -1 where it was there already
    int add(byte[] from, int start, int end) {
        int slot = slot(from, start, end);
        if (slots[slot] != 0) return -1;
        int used = size == 0 ? 0 : ends[size - 1];
        int length = end - start;
        if (used + length > pool.length || used + length < 0)
            pool = Arrays.copyOf(pool, Math.max(used + length, pool.length + (pool.length >> 1)));
        System.arraycopy(from, start, pool, used, length);
        if (size == ends.length) ends = Arrays.copyOf(ends, ends.length + (ends.length >> 1) + 1);
        ends[size] = used + length;
        slots[slot] = ++size;
        if (size * 2 > slots.length) rehash(slots.length * 2);
        return size - 1;
    }

    /// @return the id's number, or -1 where it is not there
    int find(byte[] from, int start, int end) {
        return slots[slot(from, start, end)] - 1;
    }

    /// Looks up the id that `list` has at `index`.
    int find(DocumentList list, int index) {
        return find(list.bytes, list.start(index), list.ends[index]);
    }

    private int slot(byte[] from, int start, int end) {
        int mask = slots.length - 1;
        for (int slot = hash(from, start, end) & mask; ; slot = (slot + 1) & mask) {
            int index = slots[slot] - 1;
            if (index < 0 || Arrays.equals(pool, start(index), ends[index], from, start, end)) return slot;
        }
    }

    private void rehash(int length) {
        int[] fresh = new int[length];
        int mask = length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hash(pool, start(i), ends[i]) & mask;
            while (fresh[slot] != 0) slot = (slot + 1) & mask;
            fresh[slot] = i + 1;
        }
        slots = fresh;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    String get(int index) {
        int start = start(index);
        return new String(pool, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    /// Order of two ids by their bytes taken as unsigned, which is C's `strcmp`.
    int compare(int a, int b) {
        return Arrays.compareUnsigned(pool, start(a), ends[a], pool, start(b), ends[b]);
    }

    void clear() {
        // After a huge topic a small table again, or every small topic to come would pay for it.
        if (slots.length > 1024 && slots.length > 16 * size)
            slots = new int[Integer.highestOneBit(Math.max(4, size)) * 4];
        else Arrays.fill(slots, 0);
        size = 0;
    }

    /// A copy no larger than it has to be.
    DocumentIds trimmed() {
        DocumentIds copy = new DocumentIds(
                Arrays.copyOf(pool, size == 0 ? 0 : ends[size - 1]), Arrays.copyOf(ends, size), slots.clone());
        int least = Integer.highestOneBit(Math.max(2, size)) * 4;
        if (slots.length > least) copy.rehash(least);
        return copy;
    }

    /// A copy without the means to look ids up, in the order given.
    DocumentList ordered(int[] order) {
        byte[] bytes = new byte[size == 0 ? 0 : ends[size - 1]];
        int[] to = new int[size];
        int used = 0;
        for (int i = 0; i < size; i++) {
            int start = start(order[i]);
            int length = ends[order[i]] - start;
            System.arraycopy(pool, start, bytes, used, length);
            to[i] = used += length;
        }
        return new DocumentList(bytes, to);
    }

    /// Ids in a fixed order.
    static final class DocumentList {
        private final byte[] bytes;
        private final int[] ends;

        private DocumentList(byte[] bytes, int[] ends) {
            this.bytes = bytes;
            this.ends = ends;
        }

        int size() {
            return ends.length;
        }

        private int start(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }

        String get(int index) {
            int start = start(index);
            return new String(bytes, start, ends[index] - start, StandardCharsets.UTF_8);
        }
    }

    private static int hash(byte[] bytes, int start, int end) {
        long h = (long) end - start;
        int i = start;
        for (; i + 8 <= end; i += 8) h = (h ^ (long) LONGS.get(bytes, i)) * 0x9E3779B97F4A7C15L;
        if (i + 4 <= end) {
            h = (h ^ (int) INTS.get(bytes, i)) * 0x9E3779B97F4A7C15L;
            i += 4;
        }
        for (; i < end; i++) h = (h ^ bytes[i]) * 0xFF51AFD7ED558CCDL;
        h ^= h >>> 32;
        h *= 0x9E3779B97F4A7C15L;
        return (int) (h >>> 33);
    }
}
