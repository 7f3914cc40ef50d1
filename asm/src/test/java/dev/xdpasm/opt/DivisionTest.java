package dev.xdpasm.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multiplication in the place of division gives the quotient, for the dividends where it would first go wrong. */
class DivisionTest {
    /** Dividends around each multiple of the divisor at the ends of the range are where rounding errors show first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 12, 16, 24, 31, 32})
    void quotientsAreRight(int bits) {
        long largest = Evaluation.ones(bits);
        for (long divisor = 1; divisor <= 70_000; divisor += divisor < 6000 ? 1 : 997) {
            check(divisor, bits, largest);
        }
        Random random = new Random(bits);
        for (int i = 0; i < 5000; i++) {
            check(1 + (random.nextLong() & 0xffff_ffffL), bits, largest);
        }
    }

    private static void check(long divisor, int bits, long largest) {
        Optional<Division> division = Division.by(divisor, bits);
        if (division.isEmpty()) {
            return;
        }
        long last = largest / divisor * divisor;
        long[] dividends = {0, 1, divisor - 1, divisor, divisor + 1, last - 1, last, last + 1, last - divisor, last - divisor - 1, largest,
            largest - 1, largest / 2, largest / 2 + 1};
        for (long dividend : dividends) {
            if (dividend >= 0 && dividend <= largest) {
                long quotient = dividend * division.get().factor() >>> division.get().shift();
                assertEquals(dividend / divisor, quotient, dividend + " / " + divisor);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 10, 100, 641, 1000, 4093, 65535, 1_000_000, 0xffff_fffbL})
    void allDividendsOfSixteenBits(long divisor) {
        Division division = Division.by(divisor, 16).orElseThrow();
        for (long dividend = 0; dividend <= 0xffff; dividend++) {
            assertEquals(dividend / divisor, dividend * division.factor() >>> division.shift());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 6, 9, 10, 11, 12, 13, 15, 17, 100, 1000, 4093, 1_000_000})
    void mostDivisorsSuitDividendsOf32Bits(long divisor) {
        assertTrue(Division.by(divisor, 32).isPresent());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 21, 0, -3})
    void aFactorOf33BitsIsRefused(long divisor) {
        assertTrue(Division.by(divisor, 32).isEmpty());
    }
}
