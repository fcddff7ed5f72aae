namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Log</c>. Levels per part of the product, and further sinks, are Serilog's own section <c>Serilog</c>.</summary>
public sealed class LogSettings
{
    /// <summary>Plain lines for people, or one JSON object a line for machines. Default Plain.</summary>
    public LogFormat Format { get; set; } = LogFormat.Plain;
}

public enum LogFormat { Plain, Json }
