using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Proofs.Rigging;

/// <summary>What is done to a service that is otherwise the real one: at which step of a delivery it dies or is paused, and by how much its clock is wrong.</summary>
/// <param name="Step">Null: it is left alone.</param>
/// <param name="Pass">How often the step is passed unharmed first.</param>
/// <param name="Relay">A file: one service takes messages until it is there, another one from then on. Null where all take them all the time.</param>
/// <param name="Second">True for the one that comes after.</param>
/// <param name="Skew">How far the clock of "its machine" is ahead. The product sees it through the one place where it asks the machine for the time.</param>
internal sealed record Rig(DeliveryStep? Step = null, Blow Blow = Blow.Kill, int Pass = 0, TimeSpan Skew = default, string? Relay = null, bool Second = false)
{
    private const string StepName = "RIG_STEP";
    private const string BlowName = "RIG_BLOW";
    private const string PassName = "RIG_PASS";
    private const string SkewName = "RIG_SKEW";
    private const string RelayName = "RIG_RELAY";
    private const string SecondName = "RIG_SECOND";

    public static Rig FromEnvironment() => new(
        Environment.GetEnvironmentVariable(StepName) is { } step ? Enum.Parse<DeliveryStep>(step) : null,
        Environment.GetEnvironmentVariable(BlowName) is { } blow ? Enum.Parse<Blow>(blow) : Blow.Kill,
        Environment.GetEnvironmentVariable(PassName) is { } pass ? int.Parse(pass, CultureInfo.InvariantCulture) : 0,
        Environment.GetEnvironmentVariable(SkewName) is { } skew ? TimeSpan.Parse(skew, CultureInfo.InvariantCulture) : TimeSpan.Zero,
        Environment.GetEnvironmentVariable(RelayName),
        Environment.GetEnvironmentVariable(SecondName) is not null);

    /// <summary>For the environment of the process.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings()
    {
        if (Step is { } step)
        {
            yield return new(StepName, step.ToString());
            yield return new(BlowName, Blow.ToString());
            yield return new(PassName, Pass.ToString(CultureInfo.InvariantCulture));
        }

        if (Skew != TimeSpan.Zero)
            yield return new(SkewName, Skew.ToString("c", CultureInfo.InvariantCulture));
        if (Relay is { } file)
            yield return new(RelayName, file);
        if (Second)
            yield return new(SecondName, "1");
    }

    public void ApplyTo(IServiceCollection services)
    {
        if (Skew != TimeSpan.Zero)
            services.Replace(ServiceDescriptor.Singleton(new ProductClock(new SkewedClock(Skew))));
        if (Relay is { } file)
            Wrap<IOutbox>(services, (outbox, _) => new RelayedOutbox(outbox, file, Second));
        if (Step == DeliveryStep.BeforeSend)
            Wrap<IChatPlatform>(services, (platform, _) => new FatalPlatform(platform, Blow, Pass));
        else if (Step is { } step)
            Wrap<IOutbox>(services, (outbox, provider) => new FatalOutbox(outbox, provider.GetRequiredService<IDeliveryDesk>(), step, Blow, Pass));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, IServiceProvider, T> wrap)
        where T : class
    {
        foreach (ServiceDescriptor real in services.Where(service => service.ServiceType == typeof(T)).ToList())
        {
            services.Remove(real);
            services.AddSingleton(provider => wrap(
                (T)(real.ImplementationInstance ?? real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)),
                provider));
        }
    }

    /// <summary>A machine whose clock is wrong.</summary>
    private sealed class SkewedClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}

/// <summary>The steps between which a delivery can be interrupted inside the service. What lies between them, on the wire, is the chat server's.</summary>
internal enum DeliveryStep
{
    /// <summary>The state change is stored, and nobody has looked into the outbox yet.</summary>
    BeforeClaim,

    /// <summary>The attempt is on record; nothing was sent.</summary>
    AfterClaim,

    /// <summary>The lease was looked at for the last time; nothing was sent.</summary>
    BeforeSend,

    /// <summary>The platform has answered; nobody wrote it down.</summary>
    BeforeRecord,

    /// <summary>It is written down; nothing was done since.</summary>
    AfterRecord,
}

/// <summary>What happens at the step.</summary>
internal enum Blow
{
    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>SIGSTOP, until somebody sends SIGCONT.</summary>
    Pause,
}
