namespace AccountAlerts.Domain.Triggers.Conditions;

public enum Comparator { Less, AtMost, More, AtLeast, Equal, NotEqual, Is, IsNot, In, NotIn }

public static class ComparatorText
{
    /// <summary>The operator as conditions write it.</summary>
    public static string Text(this Comparator comparator) => comparator switch
    {
        Comparator.Less => "<",
        Comparator.AtMost => "<=",
        Comparator.More => ">",
        Comparator.AtLeast => ">=",
        Comparator.Equal => "==",
        Comparator.NotEqual => "!=",
        Comparator.Is => "is",
        Comparator.IsNot => "is not",
        Comparator.In => "in",
        Comparator.NotIn => "not in",
        _ => throw new ArgumentOutOfRangeException(nameof(comparator)),
    };

    /// <summary>Whether it asks for an order, which only numbers have.</summary>
    public static bool NeedsOrder(this Comparator comparator) =>
        comparator is Comparator.Less or Comparator.AtMost or Comparator.More or Comparator.AtLeast;

    internal static bool IsNegative(this Comparator comparator) =>
        comparator is Comparator.NotEqual or Comparator.IsNot or Comparator.NotIn;
}
