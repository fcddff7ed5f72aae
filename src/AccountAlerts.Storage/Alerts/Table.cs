using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Alerts;

// The schema of alerts, cards and messages. Classes called Row name columns and nothing else: rows are read and written by plain
// statements. Instants are UTC milliseconds since 1970, days are day numbers, flags 1 or 0, words and numbers of enums their value.

/// <summary>A table whose columns are called like the properties of its row, in snake case.</summary>
internal abstract class Table<T>(string name) : IEntityTypeConfiguration<T>
    where T : class
{
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.ToTable(name);
        foreach (var property in typeof(T).GetProperties())
            builder.Property(property.Name).HasColumnName(Snake(property.Name));
        Shape(builder);
    }

    protected abstract void Shape(EntityTypeBuilder<T> builder);

    protected void Index(EntityTypeBuilder<T> builder, string[] properties, bool unique = false, string? filter = null)
    {
        string suffix = string.Join('_', properties.Select(Snake));
        builder.HasIndex(properties, $"ix_{name}_{suffix}{(filter is null ? "" : "_some")}").IsUnique(unique).HasFilter(filter);
    }

    private static string Snake(string property)
    {
        var text = new StringBuilder(property.Length + 4);
        foreach (char letter in property)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
