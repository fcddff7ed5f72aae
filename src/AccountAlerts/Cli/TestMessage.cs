using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Hosting;

namespace AccountAlerts.Cli;

/// <summary>Posts one message that says it is a test, past the outbox: what the platform answers is the answer.</summary>
internal static class TestMessage
{
    private const string Text = "Test message of AccountAlerts. Nothing is wrong with any customer, and nothing is to be done.";

    public static async Task<int> SendAsync(CommandScope scope, string destination, CancellationToken cancellation)
    {
        IServiceProvider services = scope.Services;
        if (await ReaderAsync(services.GetRequiredService<IFactReader>(), destination, cancellation) is not { } reader)
        {
            scope.Terminal.Say($"\"{destination}\" is nobody: give a teammate's address or name, or a #channel.");
            return ExitCode.Found;
        }

        Conversation place = services.GetRequiredService<IConversationBook>().Of(reader);
        IChatPlatform? platform = services.GetServices<IChatPlatform>().FirstOrDefault(each => each.Name == place.Platform);
        if (platform is null)
        {
            scope.Terminal.Say($"{reader} is reached on {place.Platform}, which is not set up.");
            return ExitCode.Found;
        }

        var message = new Message { Text = Text, Tone = Tone.Data, Blocks = [new Paragraph([new Span(Text)])] };
        DeliveryOutcome outcome = await platform.SendAsync(new OutboundMessage(place, services.GetRequiredService<IRandomIds>().Next(), message), cancellation);
        if (outcome is DeliveryOutcome.Delivered delivered)
        {
            scope.Terminal.WriteLine($"{place} took it as message {delivered.MessageId}.");
            return ExitCode.Done;
        }

        scope.Terminal.Say($"{place} did not take it: {ReasonOf(outcome)}");
        return ExitCode.Found;
    }

    private static async Task<string?> ReaderAsync(IFactReader facts, string destination, CancellationToken cancellation)
    {
        if (Roles.IsChannel(destination))
            return destination.Length > 1 ? destination.ToLowerInvariant() : null;
        await using IFactSession session = await facts.OpenAsync(cancellation);
        return (await session.DirectoryAsync(cancellation)).Find(destination)?.Email.ToLowerInvariant();
    }

    private static string ReasonOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.RetryAfter later => $"not before {later.After.TotalSeconds:0} s: {later.Reason}",
        DeliveryOutcome.DestinationBroken broken => broken.Reason,
        DeliveryOutcome.InstallationBroken broken => broken.Reason,
        DeliveryOutcome.PayloadBad bad => bad.Reason,
        DeliveryOutcome.MessageGone gone => gone.Reason,
        DeliveryOutcome.Unknown unknown => $"it may or may not be there: {unknown.Reason}",
        _ => outcome.ToString(),
    };
}
