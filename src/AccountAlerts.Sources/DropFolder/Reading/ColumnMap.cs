using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Which field of a CSV row is which column of the contract.</summary>
/// <param name="Fields">By the contract's columns: the field's index, or -1 where the file does not have the column.</param>
/// <param name="Warnings">One for each column that is left out.</param>
/// <param name="Refusal">Why no row of the file can be understood; null if all can.</param>
internal sealed record ColumnMap(int[] Fields, IReadOnlyList<string> Warnings, string? Refusal)
{
    public static ColumnMap Read(StreamContract contract, IReadOnlyList<string> header)
    {
        int[] fields = new int[contract.Columns.Count];
        Array.Fill(fields, -1);
        List<string> warnings = [];
        Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < header.Count; i++)
        {
            string name = header[i].Trim();
            if (name.Length > 0 && !seen.TryAdd(name, i))
                return new(fields, warnings, $"The column {Plain.Quote(name)} occurs twice in the header (columns {seen[name] + 1} and {i + 1}). Remove one.");

            int column = IndexOf(contract, name);
            if (column >= 0)
                fields[column] = i;
            else
                warnings.Add(name.Length == 0 ? $"Column {i + 1} has no name and was left out." : LeftOut(contract, name));
        }

        return new(fields, warnings, Missing(contract, header, fields));
    }

    /// <summary>The warning for a column that the contract does not know.</summary>
    public static string LeftOut(StreamContract contract, string name)
    {
        string? meant = Likeness.Nearest(name, contract.Columns.Select(column => column.Name));
        return $"The column {Plain.Quote(name)} is not one of {contract.Name} and was left out.{(meant is null ? "" : $" Did you mean {meant}?")}";
    }

    private static int IndexOf(StreamContract contract, string name)
    {
        for (int i = 0; i < contract.Columns.Count; i++)
        {
            if (contract.Columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static string? Missing(StreamContract contract, IReadOnlyList<string> header, int[] fields)
    {
        string[] missing = contract.Columns.Where((column, i) => column.Required && fields[i] < 0).Select(column => column.Name).ToArray();
        if (missing.Length == 0)
            return null;

        string there = string.Join(", ", header.Take(20).Select(name => Plain.Quote(name)));
        string what = missing.Length == 1 ? $"The required column {missing[0]} is missing" : $"The required columns {string.Join(", ", missing)} are missing";
        return $"{what}. The header has {there}.{Hint(header, missing)}";
    }

    private static string Hint(IReadOnlyList<string> header, string[] missing)
    {
        if (header.Count == 1 && header[0].AsSpan().IndexOfAny(';', '\t', '|') is int at and >= 0)
            return $" The columns seem to be separated by {(header[0][at] == '\t' ? "tabs" : $"'{header[0][at]}'")}: separate them by commas.";

        foreach (string name in missing)
        {
            if (header.FirstOrDefault(there => Likeness.Nearest(there, [name]) is not null) is { } near)
                return $" Is {Plain.Quote(near)} meant to be {name}?";
        }

        return "";
    }
}
