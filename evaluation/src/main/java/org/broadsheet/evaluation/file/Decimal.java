package org.broadsheet.evaluation.file;

import java.nio.charset.StandardCharsets;

/// Decimal numbers read from bytes.
final class Decimal {
    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) POWERS[i] = POWERS[i - 1] * 10; // exact up to 10^22
    }

    private Decimal() {}

    /// The nearest double, or NaN where this is not a finite decimal number.
    static double parse(Slice number) {
        byte[] bytes = number.bytes();
        int start = number.start();
        int end = number.end();
        int i = start;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (negative || bytes[i] == '+')) i++;
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        boolean any = false;
        for (; i < end; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '9') {
                any = true;
                if (mantissa != 0 || c != '0') digits++;
                if (digits <= 18) mantissa = mantissa * 10 + (c - '0');
                if (point) scale--;
            } else if (c == '.' && !point) point = true;
            else break;
        }
        if (!any) return Double.NaN;
        if (i < end) {
            if ((bytes[i] | 0x20) != 'e') return Double.NaN;
            int exponent = exponent(bytes, i + 1, end);
            if (exponent == Integer.MIN_VALUE) return Double.NaN;
            scale += exponent;
        }
        // Mantissa and power of ten are both exact, so that one rounding gives the nearest double (Clinger 1990).
        if (digits <= 18 && mantissa < 1L << 53 && scale >= -22 && scale <= 22) {
            double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
            return negative ? -value : value;
        }
        double value = Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static int exponent(byte[] bytes, int start, int end) {
        int i = start;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (negative || bytes[i] == '+')) i++;
        if (i == end) return Integer.MIN_VALUE;
        int value = 0;
        for (; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') return Integer.MIN_VALUE;
            if (value < 100_000) value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }
}
