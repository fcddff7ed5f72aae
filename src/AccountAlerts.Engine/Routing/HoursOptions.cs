using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>
/// Settings under <c>Delivery:Hours</c>: when people work, and when they are left alone. Times are each teammate's own; a channel lives in UTC.
/// What teammates say of themselves comes before all of it.
/// </summary>
public sealed class HoursOptions : IValidatableObject
{
    /// <summary>Monday to Sunday, at least one. Default: Monday to Friday.</summary>
    public string[] WorkingDays { get; set; } = [.. DayNames[..5]];

    /// <summary>Working hours begin; reminders count working hours. Default 09:00.</summary>
    public TimeOnly From { get; set; } = new(9, 0);

    /// <summary>Working hours end, later than they begin. Default 17:00.</summary>
    public TimeOnly To { get; set; } = new(17, 0);

    /// <summary>Quiet hours of a working day begin. Days off are quiet from end to end. Default 19:00.</summary>
    public TimeOnly QuietFrom { get; set; } = new(19, 0);

    /// <summary>Quiet hours end; before <see cref="QuietFrom"/> it is on the next day, equal to it there are none. Default 08:00.</summary>
    public TimeOnly QuietTo { get; set; } = new(8, 0);

    /// <summary>By e-mail address: what is different for one teammate.</summary>
    public Dictionary<string, TeammateHoursOptions> Teammates { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    private static string[] DayNames { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>Everybody's hours, and those of whoever has their own.</summary>
    public WorkCalendars Read() => new(
        Hours(new TeammateHoursOptions()), Teammates.ToDictionary(own => own.Key, own => Hours(own.Value), StringComparer.OrdinalIgnoreCase));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Faults("", WorkingDays, From, To))
            yield return fault;
        foreach (var (email, own) in Teammates.OrderBy(own => own.Key, StringComparer.Ordinal))
        {
            if (!Roles.IsAddress(email))
                yield return new ValidationResult($"has \"{email}\", which is no e-mail address.", [nameof(Teammates)]);
            foreach (var fault in Faults($"{nameof(Teammates)}:{email}:", own.WorkingDays ?? WorkingDays, own.From ?? From, own.To ?? To))
                yield return fault;
        }
    }

    private WorkHours Hours(TeammateHoursOptions own) => new(
        (own.WorkingDays ?? WorkingDays).Select(day => WorkHours.DayOf(Enum.Parse<DayOfWeek>(day, ignoreCase: true))).ToHashSet(),
        WorkHours.TimeOf(own.From ?? From), WorkHours.TimeOf(own.To ?? To), WorkHours.TimeOf(own.QuietFrom ?? QuietFrom), WorkHours.TimeOf(own.QuietTo ?? QuietTo));

    private static IEnumerable<ValidationResult> Faults(string path, string[] days, TimeOnly from, TimeOnly to)
    {
        foreach (string day in days.Where(day => !DayNames.Contains(day, StringComparer.OrdinalIgnoreCase)))
            yield return new ValidationResult($"= \"{day}\" is not allowed; allowed: {string.Join(", ", DayNames)}.", [path + nameof(WorkingDays)]);
        if (days.Length == 0)
            yield return new ValidationResult("names no day; allowed: at least one.", [path + nameof(WorkingDays)]);
        if (to <= from)
            yield return new ValidationResult($"= {to:HH\\:mm} is not later than From, {from:HH\\:mm}.", [path + nameof(To)]);
    }
}

/// <summary>Settings under <c>Delivery:Hours:Teammates:&lt;email&gt;</c>; what is not set is as for everybody.</summary>
public sealed class TeammateHoursOptions
{
    public string[]? WorkingDays { get; set; }

    public TimeOnly? From { get; set; }

    public TimeOnly? To { get; set; }

    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietTo { get; set; }
}
