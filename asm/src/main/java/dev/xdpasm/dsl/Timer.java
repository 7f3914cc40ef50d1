package dev.xdpasm.dsl;

/**
 * A timer in a value of a hash map or an array ({@code struct bpf_timer}), declared as a field: {@code final Timer timer =
 * struct(Timer::new)}. {@link CallProgram#after} starts it. Linux 5.15.
 */
public final class Timer extends Struct {
    private final NumField first = u64();
    private final NumField second = u64();

    @Override
    String structName() {
        return "bpf_timer";
    }
}
