def test_no_function_of_the_stack_is_told_of_an_address_outside(stack):
    addresses = {
        (function.plan.name, name): value
        for function in stack.functions.values()
        for name, value in function.plan.environment.items()
        if "://" in value
    }

    assert {value.partition("://")[2].partition(":")[0] for value in addresses.values()} <= {
        "127.0.0.1",
        "localhost",
    }
    assert ("send", "TWILIO_CONTENT_URL") in addresses
