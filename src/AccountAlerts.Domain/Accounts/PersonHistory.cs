namespace AccountAlerts.Domain.Accounts;

/// <summary>Role and department of a person as of a day: the latest version up to it that says something.</summary>
internal static class PersonHistory
{
    public static PersonRole? RoleAt(Person person, DateOnly day)
    {
        for (int i = person.Versions.Count - 1; i >= 0; i--)
        {
            if (person.Versions[i] is { Role: { } role } version && version.EffectiveOn <= day)
                return role;
        }

        return null;
    }

    public static string? DepartmentAt(Person person, DateOnly day)
    {
        for (int i = person.Versions.Count - 1; i >= 0; i--)
        {
            if (person.Versions[i] is { Department: { } department } version && version.EffectiveOn <= day)
                return department;
        }

        return null;
    }

    /// <summary>True if the person was ever in another department: then what they did has to be looked at day by day.</summary>
    public static bool MovedBy(Person person, DateOnly day)
    {
        // By index: asked of every person of every account, and an enumerator is memory each time.
        string? first = null;
        for (int i = 0; i < person.Versions.Count; i++)
        {
            var version = person.Versions[i];
            if (version.Department is null || version.EffectiveOn > day)
                continue;
            if (first is not null && first != version.Department)
                return true;
            first ??= version.Department;
        }

        return false;
    }
}
