package org.broadsheet.preference.routing;

import java.util.List;

/// Who labels what.
///
/// @param people    items for people, the most worthwhile first: a smaller budget takes the first of them
/// @param model     all other items, in the order they were given
/// @param predicted the predicted score where the first k of `people` are labelled by people, for k from
///                  0 on; a prediction of the pilot's setting, to be compared with each other rather
///                  than believed to the digit
public record RoutingPlan<I>(List<I> people, List<I> model, List<Double> predicted) {
    public RoutingPlan {
        people = List.copyOf(people);
        model = List.copyOf(model);
        predicted = List.copyOf(predicted);
        if (predicted.size() != people.size() + 1)
            throw new IllegalArgumentException(
                    "a plan for " + people.size() + " items has one prediction more, not " + predicted.size());
    }
}
