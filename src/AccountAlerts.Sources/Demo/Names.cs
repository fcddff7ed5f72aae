namespace AccountAlerts.Sources.Demo;

/// <summary>Invented names, by number. Different numbers give different names as far as each list reaches.</summary>
internal static class Names
{
    private static readonly string[] Given =
    [
        "Ines", "Tomas", "Amara", "Jonas", "Leila", "Marek", "Yuki", "Priya", "Oskar", "Fatima", "Hugo", "Nadia", "Rafael", "Greta", "Kofi",
        "Elena", "Anders", "Mina", "Pablo", "Ingrid", "Samir", "Clara", "Dmitri", "Aisha", "Felix", "Rosa", "Henrik", "Zara", "Mateo", "Freya",
        "Arjun", "Lucia", "Emil", "Thandi", "Viktor", "Maya", "Nils", "Carmen", "Idris", "Hanna", "Luca", "Sofia", "Bjorn", "Adele", "Kenji",
        "Marta", "Simon", "Farah", "Theo", "Olga", "Ravi", "Beatriz", "Ivan", "Selma", "Malik", "Judith", "Pavel", "Anika", "Diego", "Wanda",
    ];

    private static readonly string[] Family =
    [
        "Ortega", "Lindqvist", "Okafor", "Brandt", "Haddad", "Novak", "Tanaka", "Raman", "Eklund", "Mansour", "Moreau", "Petrova", "Silva",
        "Hoffmann", "Mensah", "Costa", "Nygaard", "Rahimi", "Vargas", "Dahl", "Khalil", "Winter", "Sokolov", "Diallo", "Keller", "Marin",
        "Solberg", "Aziz", "Fuentes", "Larsen", "Mehta", "Romano", "Falk", "Dlamini", "Horvat", "Sato", "Bergman", "Ibarra", "Conteh",
        "Fischer", "Ricci", "Almeida", "Hansen", "Laurent", "Mori", "Kowalska", "Reyes", "Nasser", "Wright", "Ivanova", "Patel", "Duarte",
        "Zeman", "Kaya", "Traore", "Stern", "Vesely", "Bauer", "Molina", "Nowak", "Quist",
    ];

    private static readonly string[] Beginnings =
    [
        "North", "South", "East", "West", "High", "Low", "Stone", "Silver", "Green", "White", "Black", "Red", "Gold", "Iron", "Oak", "Ash",
        "Elm", "Birch", "Pine", "Maple", "River", "Lake", "Sea", "Hill", "Moor", "Marsh", "Sun", "Moon", "Star", "Cloud", "Rain", "Snow",
        "Frost", "Fern", "Rose", "Lark", "Swan", "Crane", "Raven", "Otter", "Deer", "Wolf", "Bear", "Fox", "Salt", "Clay", "Sand", "Flint",
        "Amber", "Pearl", "Bell", "Mill", "King", "Queen", "Bridge", "Ford", "Glen", "Dale", "Copse", "Heath", "Holm", "Kirk", "Wick", "Thorn",
    ];

    private static readonly string[] Endings =
    [
        "field", "brook", "ridge", "wood", "gate", "ford", "haven", "stead", "worth", "bury", "mere", "ley", "ton", "side", "crest", "combe",
        "water", "bank", "cliff", "point", "vale", "garth", "shaw", "hurst", "den", "well", "cote", "by", "thorpe", "mouth", "ness", "wick",
        "land", "moor", "hill", "dale", "bridge", "stone", "march", "grove",
    ];

    private static readonly string[] Trades =
    [
        "Foods", "Logistics", "Analytics", "Press", "Metals", "Travel", "Health", "Studios", "Insurance", "Robotics", "Dental", "Freight",
        "Systems", "Ceramics", "Energy", "Dairy", "Textiles", "Books", "Labs", "Finance", "Learning", "Bakeries", "Legal", "Hotels", "Marine",
        "Events", "Motors", "Optics", "Paper", "Timber", "Mobility", "Software", "Security", "Furniture", "Cosmetics", "Pharma", "Telecom",
        "Media", "Fitness", "Tools", "Plastics", "Glass", "Seeds", "Wines", "Audio", "Games", "Transit", "Storage", "Chemicals", "Recruiting",
    ];

    /// <summary>How many companies <see cref="Company"/> can tell apart.</summary>
    public static int Companies => Beginnings.Length * Endings.Length * Trades.Length;

    public static int People => Given.Length * Family.Length;

    /// <summary>Two words, "Northfield Foods"; neighbours differ in both.</summary>
    public static string Company(int number)
    {
        // 49999 has no factor in common with the 128,000 combinations, so every number meets another of them.
        int spread = (int)((long)number * 49_999 % Companies);
        int first = spread / Trades.Length;
        return $"{Beginnings[first / Endings.Length]}{Endings[first % Endings.Length]} {Trades[spread % Trades.Length]}";
    }

    /// <summary>A given and a family name; numbers below <see cref="People"/> give different names.</summary>
    public static (string Given, string Family) Person(int number)
    {
        // The list lengths have no factor in common, so both may turn at once.
        return (Given[number % Given.Length], Family[number % Family.Length]);
    }

    /// <summary>Small letters and hyphens: what an id and a domain are made of.</summary>
    public static string Slug(string name) =>
        string.Create(name.Length, name, static (span, text) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = text[i] == ' ' ? '-' : char.ToLowerInvariant(text[i]);
        });
}
