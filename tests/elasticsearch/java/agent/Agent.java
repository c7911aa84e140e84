package tally.node;

import java.lang.instrument.Instrumentation;

/** Loaded by the server into itself: passes its instrumentation on to the class that the server names. */
public final class Agent {
    public static void agentmain(String receiver, Instrumentation instrumentation) throws ReflectiveOperationException {
        Class.forName(receiver).getMethod("initialize", Instrumentation.class).invoke(null, instrumentation);
    }
}
