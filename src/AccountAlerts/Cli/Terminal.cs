using AccountAlerts.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AccountAlerts.Cli;

/// <summary>The two ends of a command: results on standard output, talk on standard error. Colours and progress only where a person looks.</summary>
internal sealed class Terminal(Launch launch)
{
    // Tables of a piped result must not be cut to the 80 columns of a terminal that is not there.
    private const int WidthOfAPipe = 200;

    private readonly bool outIsTerminal = ReferenceEquals(launch.Out, Console.Out) && !Console.IsOutputRedirected;
    private readonly bool errorIsTerminal = ReferenceEquals(launch.Error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>Prints a result for people.</summary>
    public void Write(IRenderable result) => Create(launch.Out, outIsTerminal).Write(result);

    /// <summary>Prints a line of result; the text is taken as it is.</summary>
    public void WriteLine(string line) => launch.Out.WriteLine(line);

    /// <summary>Says something that is not part of the result.</summary>
    public void Say(string line) => launch.Error.WriteLine(line);

    /// <summary>Shows progress while the work runs, if there is somebody to see it.</summary>
    /// <param name="work">Gets a way to say what it is at; free to call often.</param>
    public async Task<T> ProgressAsync<T>(string title, Func<Action<string>, Task<T>> work)
    {
        if (!errorIsTerminal)
            return await work(_ => { });

        return await Create(launch.Error, terminal: true).Status()
            .StartAsync(Markup.Escape(title), context => work(text => context.Status(Markup.Escape($"{title}: {text}"))));
    }

    /// <summary>Shows how far the work is, if there is somebody to see it.</summary>
    /// <param name="work">Gets a way to say what share is done, 0 to 1; free to call often, from any thread.</param>
    public async Task<T> BarAsync<T>(string title, Func<Action<double>, Task<T>> work)
    {
        if (!errorIsTerminal)
            return await work(_ => { });

        return await Create(launch.Error, terminal: true).Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(title), maxValue: 1);
            return work(share => bar.Value = share);
        });
    }

    /// <summary>The raw stream under standard output where it is the console's; else a stream that writes through the given writer.</summary>
    public Stream OpenOutput() => ReferenceEquals(launch.Out, Console.Out)
        ? Console.OpenStandardOutput()
        : new TextStream(launch.Out);

    private static IAnsiConsole Create(TextWriter writer, bool terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!terminal)
            console.Profile.Width = WidthOfAPipe;
        return console;
    }

    /// <summary>UTF-8 bytes into a text writer; collects until disposed, so that no character is cut in two.</summary>
    private sealed class TextStream(TextWriter writer) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                writer.Write(System.Text.Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length));
            base.Dispose(disposing);
        }
    }
}
