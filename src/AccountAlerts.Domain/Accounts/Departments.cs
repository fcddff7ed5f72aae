namespace AccountAlerts.Domain.Accounts;

/// <summary>Which department each person of an account is in, as of a day. The same word in other capitals is the same department.</summary>
internal sealed class Departments
{
    private readonly List<string> _names = [];
    private readonly int[] _ofPerson;

    private Departments(int people) => _ofPerson = new int[people];

    /// <summary>Distinct departments.</summary>
    public int Count => _names.Count;

    /// <summary>By the person's place in the account's list: the department's index from 0; -1 where none is known.</summary>
    public ReadOnlySpan<int> OfPeople => _ofPerson;

    /// <returns>Null if nobody has a department by the day.</returns>
    public static Departments? Of(AccountView view)
    {
        var people = view.Facts.People;
        Departments? departments = null;
        for (int i = 0; i < people.Count; i++)
        {
            string? name = view.DepartmentOf(people[i]);
            if (name is not null)
                departments ??= Nowhere(people.Count);
            if (departments is not null && name is not null)
                departments._ofPerson[i] = departments.IndexOf(name);
        }

        return departments;
    }

    /// <summary>A department's index; one that nobody is in any more gets one, too.</summary>
    public int IndexOf(string name)
    {
        // A handful; a store hands out the same text for the same word, so most looks end at the first comparison.
        for (int i = 0; i < _names.Count; i++)
        {
            if (ReferenceEquals(_names[i], name))
                return i;
        }

        for (int i = 0; i < _names.Count; i++)
        {
            if (_names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        _names.Add(name);
        return _names.Count - 1;
    }

    private static Departments Nowhere(int people)
    {
        var departments = new Departments(people);
        departments._ofPerson.AsSpan().Fill(-1);
        return departments;
    }
}
